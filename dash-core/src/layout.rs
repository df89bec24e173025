//! What a page shows: a value, or a function that makes one for each page load.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use crate::children::Children;
use crate::ctx::Ctx;
use crate::value::Value;

type LayoutFuture = Pin<Box<dyn Future<Output = Value> + Send>>;

/// The layout of an app.
pub enum Layout {
    /// The same for every page load.
    Fixed(Value),
    /// Made anew for each page load.
    Function(Box<dyn Fn() -> Value + Send + Sync>),
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
/// makes one from the [`Ctx`] of the page load.
///
/// `Form` only keeps the three apart; it is never written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layout",
    label = "expected a component, or a function that returns one",
    note = "a layout is a component, a list of components, `fn() -> component`, or `async fn(Ctx) -> component`"
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
        Layout::Function(Box::new(move || self().into().into()))
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
            Box::pin(async move { layout.await.into().into() })
        }))
    }
}
