//! The outputs of a callback as a struct.

use std::marker::PhantomData;

use crate::dependency::Dependency;
use crate::error::BoxError;
use crate::reply::{Reply, Update};

/// A struct whose fields are the outputs of a callback; implemented by `#[derive(Outputs)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which properties it writes",
    label = "not the outputs of a callback",
    note = "derive `dash::Outputs`, and put `#[output(\"id.property\")]` on each field"
)]
pub trait Outputs: Sized {
    /// The number of outputs.
    const COUNT: usize;

    /// What each field writes, in their order.
    fn dependencies() -> Vec<Dependency>;

    /// The values of the fields, in their order.
    ///
    /// # Errors
    /// When a value cannot be written as JSON.
    fn into_reply(self) -> Result<Reply, BoxError>;
}

/// What a callback whose outputs are those of `S` may return: an `S`, an [`Update`] of one, or a `Result` of either.
///
/// `Form` only keeps these apart; it is never written.
#[diagnostic::on_unimplemented(
    message = "this callback writes the outputs of `{S}`, but returns `{Self}`",
    label = "expected `{S}`",
    note = "`Update<{S}>`, and a `Result` of either, will do as well"
)]
pub trait ReplyOf<S, Form> {
    /// The values for the outputs, unless these are to stay as they are.
    ///
    /// # Errors
    /// When the callback failed.
    fn into_outputs(self) -> Result<Option<S>, BoxError>;
}

/// The forms that a return value can have, for type inference only.
#[doc(hidden)]
#[derive(Debug)]
pub enum Itself {}
/// See [`Itself`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Updated {}
/// See [`Itself`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Fallible<Form> {
    /// Never made.
    Never(PhantomData<Form>),
}

// Not only for `S: Outputs`: what is none is one error, at its path in the attribute.
impl<S> ReplyOf<S, Itself> for S {
    fn into_outputs(self) -> Result<Option<S>, BoxError> {
        Ok(Some(self))
    }
}

impl<S> ReplyOf<S, Updated> for Update<S> {
    fn into_outputs(self) -> Result<Option<S>, BoxError> {
        Ok(match self {
            Self::Set(outputs) => Some(outputs),
            Self::Keep => None,
        })
    }
}

#[diagnostic::do_not_recommend]
impl<S, T: ReplyOf<S, Form>, E: Into<BoxError>, Form> ReplyOf<S, Fallible<Form>> for Result<T, E> {
    fn into_outputs(self) -> Result<Option<S>, BoxError> {
        self.map_err(Into::into)?.into_outputs()
    }
}
