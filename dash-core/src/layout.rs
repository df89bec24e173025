//! What a page shows: a value, or a function that makes one for each page load.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::children::Children;
use crate::ctx::Ctx;
use crate::error::BoxError;
use crate::value::Value;

type Made = Result<Value, BoxError>;
type LayoutFuture = Pin<Box<dyn Future<Output = Made> + Send>>;

/// The layout of an app.
pub enum Layout {
    /// The same for every page load.
    Fixed(Value),
    /// Made anew for each page load.
    Function(Box<dyn Fn() -> Made + Send + Sync>),
    /// Made anew for each page load, from its context.
    Async(Box<dyn Fn(Ctx) -> LayoutFuture + Send + Sync>),
}

impl fmt::Debug for Layout {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(value) => out.debug_tuple("Layout::Fixed").field(value).finish(),
            Self::Function(_) => out.write_str("Layout::Function(..)"),
            Self::Async(_) => out.write_str("Layout::Async(..)"),
        }
    }
}

/// What `App::layout` takes: a component or a list, a function that makes one, or an async function that
/// makes one from the [`Ctx`] of the page load. A function may return a `Result`; an error is in the log, and the page says
/// that it could not be made.
///
/// `Form` only keeps these apart; it is never written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layout",
    label = "expected a component, or a function that returns one",
    note = "a layout is a component, a list of components, `fn() -> component`, or `async fn(Ctx) -> component`",
    note = "functions may also return a `Result` of a component"
)]
pub trait IntoLayout<Form> {
    /// Turns it into the layout.
    fn into_layout(self) -> Layout;
}

/// The forms a layout can have, for type inference only.
#[doc(hidden)]
#[derive(Debug)]
pub enum Fixed {}
/// See [`Fixed`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Function {}
/// See [`Fixed`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Async {}
/// See [`Fixed`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Fallible<Form> {
    /// Never made.
    Never(std::marker::PhantomData<Form>),
}

impl<T: Into<Children>> IntoLayout<Fixed> for T {
    fn into_layout(self) -> Layout {
        Layout::Fixed(self.into().into())
    }
}

impl<F, T> IntoLayout<Function> for F
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Into<Children>,
{
    fn into_layout(self) -> Layout {
        Layout::Function(Box::new(move || Ok(self().into().into())))
    }
}

impl<F, T, E> IntoLayout<Fallible<Function>> for F
where
    F: Fn() -> Result<T, E> + Send + Sync + 'static,
    T: Into<Children>,
    E: Into<BoxError>,
{
    fn into_layout(self) -> Layout {
        Layout::Function(Box::new(move || self().map(|made| made.into().into()).map_err(Into::into)))
    }
}

impl<F, Fut, T> IntoLayout<Async> for F
where
    F: Fn(Ctx) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = T> + Send + 'static,
    T: Into<Children>,
{
    fn into_layout(self) -> Layout {
        Layout::Async(Box::new(move |ctx| {
            let layout = self(ctx);
            Box::pin(async move { Ok(layout.await.into().into()) })
        }))
    }
}

impl<F, Fut, T, E> IntoLayout<Fallible<Async>> for F
where
    F: Fn(Ctx) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<Children>,
    E: Into<BoxError>,
{
    fn into_layout(self) -> Layout {
        Layout::Async(Box::new(move |ctx| {
            let layout = self(ctx);
            Box::pin(async move { layout.await.map(|made| made.into().into()).map_err(Into::into) })
        }))
    }
}
