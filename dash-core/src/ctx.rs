//! What a callback may know and do beyond its arguments: the request, the trigger, the app's data, the answer.

use std::collections::HashMap;
use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use cookie::Cookie;

use crate::args::Arg;
use crate::component_id::{ComponentId, IdValue};
use crate::cookies::{is_attribute, is_token, quoted, unquoted};
use crate::data::DataMap;
use crate::dependency::parse_prop_id;
use crate::effects::Effects;
use crate::error::{BoxError, Error, Result};
use crate::property::{Property, Resolved};
use crate::value::Map;
use crate::wire::{Items, Outputs, UpdateRequest};

/// The request behind a callback, as the server knows it. Core reads it only when a callback asks.
pub trait Request: Send + Sync {
    /// The value of a header, if it is there and is text. Names are lower case.
    fn header(&self, name: &str) -> Option<&str>;
    /// Every header that is text, name and value, in the order of the request.
    fn headers(&self) -> Vec<(&str, &str)>;
    /// The path of the request's URL.
    fn path(&self) -> &str;
    /// The query of the request's URL, without the question mark.
    fn query(&self) -> Option<&str>;
    /// Who asked, where the server knows.
    fn remote_addr(&self) -> Option<SocketAddr>;
}

/// No request at all, for tests.
impl Request for () {
    fn header(&self, _: &str) -> Option<&str> {
        None
    }
    fn headers(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }
    fn path(&self) -> &'static str {
        "/"
    }
    fn query(&self) -> Option<&str> {
        None
    }
    fn remote_addr(&self) -> Option<SocketAddr> {
        None
    }
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

struct Inner<R: ?Sized = dyn Request> {
    source: Source,
    data: Arc<DataMap>,
    effects: Mutex<Effects>,
    request: R,
}

/// What the browser says besides values.
#[derive(Default)]
pub(crate) struct Source {
    /// What the browser sent; read again only when a callback asks for more than its arguments.
    pub(crate) body: Bytes,
    pub(crate) changed: Vec<String>,
    /// What `MATCH` stands for, by key.
    pub(crate) matched: Vec<(String, IdValue)>,
}

impl Ctx {
    pub(crate) fn new(request: impl Request + 'static, source: Source, data: Arc<DataMap>) -> Self {
        Self(Arc::new(Inner { source, data, effects: Mutex::default(), request }))
    }

    /// The app's data of type `T`, if `App::data` was given one.
    pub fn data<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.0.data.get()
    }
}

/// What happened in the browser.
impl Ctx {
    /// What changed, in the browser's order; nothing on an initial call. What names no property of a component, which
    /// no browser sends, is left out.
    pub fn triggered(&self) -> Vec<Property> {
        if self.0.source.changed.is_empty() {
            return Vec::new();
        }
        let inputs = self.inputs();
        let inputs: HashMap<_, _> =
            inputs.iter().map(|input| ((input.id(), input.property()), input)).collect();
        let changed = self.0.source.changed.iter().filter_map(|text| parse_prop_id(text));
        let property = |(id, property): (ComponentId, &str)| {
            let known = inputs.get(&(&id, property)).copied();
            // It may have left the page since.
            known.cloned().unwrap_or_else(|| Property::unset(id, property))
        };
        changed.map(property).collect()
    }

    /// The component whose property changed first; `None` on an initial call.
    pub fn triggered_id(&self) -> Option<ComponentId> {
        self.0.source.changed.iter().find_map(|text| parse_prop_id(text)).map(|(id, _)| id)
    }

    /// What changed, as `id.property`, with the component's id: Dash's `triggered_prop_ids`.
    pub fn triggered_prop_ids(&self) -> impl Iterator<Item = (&str, ComponentId)> {
        self.0.source.changed.iter().filter_map(|text| Some((text.as_str(), parse_prop_id(text)?.0)))
    }

    /// What `MATCH` stands for in this call, at the key of this name.
    ///
    /// ```
    /// use dash_core::Ctx;
    /// /// Of the callback with `output = { type: "row", index: MATCH }.children`.
    /// fn describe(_n_clicks: Option<u64>, ctx: Ctx) -> String {
    ///     format!("row {:?}", ctx.matched("index").and_then(|index| index.as_u64()))
    /// }
    /// ```
    pub fn matched(&self, key: &str) -> Option<&IdValue> {
        self.0.source.matched.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of an input by its name, such as `price.value`; null until something sets it.
    ///
    /// # Errors
    /// When there is no such input, or its value is no `T`.
    pub fn input<T: Arg>(&self, name: &str) -> Result<T> {
        named(&self.inputs(), "input", name)
    }

    /// The value of a state by its name; see [`input`](Self::input).
    ///
    /// # Errors
    /// When there is no such state, or its value is no `T`.
    pub fn state<T: Arg>(&self, name: &str) -> Result<T> {
        named(&self.states(), "state", name)
    }

    /// Every property that the inputs stand for, one after the other.
    pub fn inputs(&self) -> Vec<Property> {
        self.inputs_list().into_iter().flatten().collect()
    }

    /// Every property that the states stand for, one after the other.
    pub fn states(&self) -> Vec<Property> {
        self.states_list().into_iter().flatten().collect()
    }

    /// What each input stands for, in the order in which they are declared.
    pub fn inputs_list(&self) -> Vec<Resolved> {
        self.envelope(|request| request.inputs.iter().map(Resolved::from).collect())
    }

    /// What each state stands for, in the order in which they are declared.
    pub fn states_list(&self) -> Vec<Resolved> {
        self.envelope(|request| request.state.iter().map(Resolved::from).collect())
    }

    /// What each output stands for, in the order in which they are declared; without values.
    pub fn outputs_list(&self) -> Vec<Resolved> {
        self.envelope(|request| match &request.outputs {
            None => Vec::new(),
            Some(Outputs::One(item)) => vec![Resolved::from(item)],
            // The text of several outputs begins like this; one with `ALL` is a list without it.
            Some(Outputs::List(items)) if request.output.starts_with("..") => {
                items.iter().map(Resolved::from).collect()
            }
            Some(Outputs::List(items)) => {
                let each = items.iter().flat_map(Items::as_slice).map(Property::from);
                vec![Resolved::Many(each.collect())]
            }
        })
    }

    /// The request as it came. It was read once already, so it can be read again.
    fn envelope<T>(&self, read: impl FnOnce(&UpdateRequest<'_>) -> Vec<T>) -> Vec<T> {
        UpdateRequest::read(&self.0.source.body).map_or_else(|_| Vec::new(), |request| read(&request))
    }
}

/// The HTTP request.
impl Ctx {
    /// The value of a request header, if it is there and is text; the first one of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.request.header(&name.to_ascii_lowercase())
    }

    /// Every request header that is text: lower-case name and value.
    pub fn headers(&self) -> Vec<(&str, &str)> {
        self.0.request.headers()
    }

    /// The value of a cookie that the browser sent.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Every cookie that the browser sent, name and value.
    pub fn cookies(&self) -> Vec<(String, String)> {
        // HTTP/2 may split them into several headers.
        let headers = self.headers().into_iter().filter(|(name, _)| *name == "cookie");
        let cookies = headers.flat_map(|(_, text)| Cookie::split_parse(text)).flatten();
        cookies.map(|cookie| (cookie.name().to_owned(), unquoted(cookie.value()))).collect()
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
}

/// What the answer has beside the outputs.
impl Ctx {
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
        self.effects().side.set(&id.into(), props.into());
    }

    /// Gives the answer a header, in the place of earlier ones of this name. Kept also when nothing changes, lost when the
    /// callback fails.
    pub fn set_header(&self, name: impl Into<String>, value: impl Into<String>) {
        let name = name.into();
        let mut effects = self.effects();
        effects.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        effects.headers.push((name, value.into()));
    }

    /// Gives the answer one more header of this name.
    pub fn append_header(&self, name: impl Into<String>, value: impl Into<String>) {
        self.effects().headers.push((name.into(), value.into()));
    }

    /// Gives the browser a cookie: a pair, or a [`Cookie`] with what else belongs to it. Without a path of its own it is
    /// for the whole site. A value of any characters comes back as it was, also to Python's servers.
    ///
    /// ```
    /// use dash_core::{Cookie, Ctx};
    /// fn log_in(_n_clicks: Option<u64>, ctx: Ctx) {
    ///     ctx.set_cookie(("theme", "dark"));
    ///     ctx.set_cookie(Cookie::build(("session", "6f1a")).http_only(true).secure(true));
    /// }
    /// ```
    pub fn set_cookie<'c>(&self, cookie: impl Into<Cookie<'c>>) {
        let mut cookie = cookie.into();
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(is_token);
        let places = [cookie.path(), cookie.domain()];
        if !is_name(cookie.name())
            || places.into_iter().flatten().any(|place| !place.bytes().all(is_attribute))
        {
            let problem =
                "expected a name of letters, digits and dashes, and a path and a domain without `;`";
            let text = cookie.to_string();
            self.effects().problem = Some(format!("the cookie `{text}` cannot be set: {problem}"));
            return;
        }
        let value = quoted(cookie.value());
        cookie.set_value(value);
        if cookie.path().is_none() {
            cookie.set_path("/");
        }
        self.append_header("set-cookie", cookie.to_string());
    }

    /// Takes a cookie of this name for the whole site away from the browser.
    pub fn remove_cookie(&self, name: &str) {
        self.set_cookie(Cookie::build((name.to_owned(), "")).max_age(cookie::time::Duration::ZERO));
    }

    /// Records how long a part of the work took, for the developer tools' callback graph: Dash's `record_timing`. A later
    /// time of the same name wins. Sent only with developer tools.
    pub fn record_timing<'d>(&self, name: &str, took: Duration, description: impl Into<Option<&'d str>>) {
        self.effects().record_timing(name, took, description.into());
    }

    /// What the callback did with the methods above.
    pub(crate) fn effects(&self) -> MutexGuard<'_, Effects> {
        // A panic while it was held, which nothing in there does, would not make the values wrong.
        self.0.effects.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The value of the property of this name.
fn named<T: Arg>(properties: &[Property], role: &str, name: &str) -> Result<T> {
    let wanted = parse_prop_id(name);
    let found = properties.iter().find(|property| {
        wanted.as_ref().is_some_and(|(id, name)| property.id() == id && property.property() == *name)
    });
    let Some(property) = found else {
        let known: Vec<_> = properties.iter().map(|property| format!("`{}`", property.prop_id())).collect();
        return Err(Error::new(format!("there is no {role} `{name}`; there is {}", known.join(", "))));
    };
    property.value()
}

impl fmt::Debug for Ctx {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Ctx")
            .field("path", &self.path())
            .field("changed", &self.0.source.changed)
            .finish_non_exhaustive()
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
