//! What a callback may know beyond its arguments: the request, the trigger, the app's data.

use std::any::{Any, TypeId, type_name};
use std::collections::HashMap;
use std::fmt;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use crate::component_id::ComponentId;
use crate::dependency::Dependency;
use crate::error::BoxError;
use crate::side_update::SideUpdate;
use crate::value::Map;

/// The request behind a callback, as the server knows it. Core reads it only when a callback asks.
pub trait Request: Send + Sync {
    /// The value of a header, if it is there and is text. Names are lower case.
    fn header(&self, name: &str) -> Option<&str>;
    /// The path of the request's URL.
    fn path(&self) -> &str;
    /// The query of the request's URL, without the question mark.
    fn query(&self) -> Option<&str>;
    /// Who asked, where the server knows.
    fn remote_addr(&self) -> Option<SocketAddr>;
}

/// The context of one call: the last parameter of a callback that wants it.
///
/// ```
/// use dash_core::Ctx;
/// fn greet(n_clicks: Option<u64>, ctx: Ctx) -> String {
///     let language = ctx.header("accept-language").unwrap_or("en");
///     format!("{language} {n_clicks:?}, because of {:?}", ctx.triggered_id())
/// }
/// ```
#[derive(Clone)]
pub struct Ctx(Arc<Inner>);

struct Inner {
    request: Box<dyn Request>,
    changed: Vec<String>,
    data: Arc<DataMap>,
    side: Mutex<SideUpdate>,
}

impl Ctx {
    pub(crate) fn new(request: Box<dyn Request>, changed: Vec<String>, data: Arc<DataMap>) -> Self {
        Self(Arc::new(Inner { request, changed, data, side: Mutex::default() }))
    }

    /// What changed, in the browser's order; nothing on an initial call. What names no property of a component, which
    /// no browser sends, is left out.
    pub fn triggered(&self) -> impl Iterator<Item = Triggered> {
        self.0.changed.iter().filter_map(|text| text.parse().ok()).map(Triggered)
    }

    /// The component whose property changed first; `None` on an initial call.
    pub fn triggered_id(&self) -> Option<ComponentId> {
        self.triggered().next().map(|Triggered(dependency)| dependency.id)
    }

    /// The value of a request header, if it is there and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.request.header(&name.to_ascii_lowercase())
    }

    /// The path of the request's URL.
    pub fn path(&self) -> &str {
        self.0.request.path()
    }

    /// The query of the request's URL, without the question mark.
    pub fn query(&self) -> Option<&str> {
        self.0.request.query()
    }

    /// The address of the client, where the server knows it.
    pub fn remote_addr(&self) -> Option<SocketAddr> {
        self.0.request.remote_addr()
    }

    /// Sets properties of any component when the callback is done, beside its outputs: Dash's `set_props`. Kept also when
    /// the callback changes nothing else; lost when it fails. A later value for the same property wins.
    ///
    /// ```
    /// use dash_core::Ctx;
    /// fn save(_n_clicks: Option<u64>, ctx: Ctx) {
    ///     ctx.set_props("status", [("children", "saved")]);
    /// }
    /// ```
    pub fn set_props(&self, id: impl Into<ComponentId>, props: impl Into<Map>) {
        // A panic while it was held, which nothing in there does, would not make the values wrong.
        self.0.side.lock().unwrap_or_else(PoisonError::into_inner).set(&id.into(), props.into());
    }

    /// What was set with [`set_props`](Self::set_props); it is sent once.
    pub(crate) fn take_side_update(&self) -> SideUpdate {
        std::mem::take(&mut self.0.side.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The app's data of type `T`, if `App::data` was given one.
    pub fn data<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.0.data.get()
    }
}

/// A property that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triggered(Dependency);

impl Triggered {
    /// The component.
    pub fn id(&self) -> &ComponentId {
        &self.0.id
    }

    /// The property, by its wire name.
    pub fn property(&self) -> &str {
        &self.0.property
    }
}

impl fmt::Debug for Ctx {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Ctx")
            .field("path", &self.path())
            .field("changed", &self.0.changed)
            .finish_non_exhaustive()
    }
}

/// The app's data, one value a type.
#[derive(Default)]
pub struct DataMap(HashMap<TypeId, Arc<dyn Any + Send + Sync>>);

impl DataMap {
    /// Keeps a value; an earlier one of the same type is replaced.
    pub(crate) fn insert<T: Send + Sync + 'static>(&mut self, value: T) {
        self.0.insert(TypeId::of::<T>(), Arc::new(value));
    }

    /// The value of type `T`.
    pub fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.0.get(&TypeId::of::<T>()).cloned().and_then(|value| value.downcast().ok())
    }
}

impl fmt::Debug for DataMap {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DataMap({} values)", self.0.len())
    }
}

/// A parameter that comes from the context instead of the page. Such parameters follow the inputs and states.
///
/// Implement it for whatever many callbacks need: the user behind a session cookie, a tenant, a pool of connections. It
/// must neither block nor wait: take what slow work needs, and do the work in the callback.
///
/// ```
/// use dash_core::{BoxError, Ctx, FromContext};
/// struct Language(String);
/// impl FromContext for Language {
///     fn from_context(ctx: &Ctx) -> Result<Self, BoxError> {
///         Ok(Self(ctx.header("accept-language").ok_or("no language")?.to_owned()))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be taken from the context",
    label = "not an input or state, and no extractor",
    note = "parameters beyond the declared inputs and states must be `Ctx`, `Data<T>` or implement `FromContext`; is an input missing?",
    note = "for the app's data of this type take `Data<{Self}>`"
)]
pub trait FromContext: Sized {
    /// Takes it from the context of one call.
    ///
    /// # Errors
    /// When it is not there; the callback then fails with this error.
    fn from_context(ctx: &Ctx) -> Result<Self, BoxError>;

    /// Says before the first call, from the app's data alone, that it can never be there.
    ///
    /// # Errors
    /// What is missing and what to do; the app then does not start.
    fn check(_data: &DataMap) -> Result<(), String> {
        Ok(())
    }
}

impl FromContext for Ctx {
    fn from_context(ctx: &Ctx) -> Result<Self, BoxError> {
        Ok(ctx.clone())
    }
}

/// The app's data of type `T`, as given to `App::data`. Derefs to it.
///
/// ```
/// use dash_core::Data;
/// struct Db { url: String }
/// fn show(_n_clicks: Option<u64>, db: Data<Db>) -> String { db.url.clone() }
/// ```
#[derive(Debug)]
pub struct Data<T>(Arc<T>);

impl<T> Deref for Data<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Clone for Data<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Send + Sync + 'static> FromContext for Data<T> {
    fn from_context(ctx: &Ctx) -> Result<Self, BoxError> {
        ctx.data().map(Self).ok_or_else(|| missing::<T>().into())
    }

    fn check(data: &DataMap) -> Result<(), String> {
        data.get::<T>().map(|_| ()).ok_or_else(missing::<T>)
    }
}

fn missing<T>() -> String {
    format!("the app has no data of type `{}`; give it one with `App::data(..)`", type_name::<T>())
}
