//! What the macros' output may name, beside the public API; not for use by hand.

pub use core::result::Result::{self, Ok};
pub use core::time::Duration;
pub use core::{file, line, module_path};
pub use inventory;
pub use serde;

pub use crate::callback::{Call, Callback, Def, Define, Location, PreventInitialCall};
pub use crate::dependency::Dependency;
pub use crate::error::BoxError;
pub use crate::id_pattern::{ALL, ALLSMALLER, MATCH};
pub use crate::outputs::Outputs;
pub use crate::reply::Reply;
pub use std::vec::Vec;

use std::marker::PhantomData;

use crate::args::Args;
use crate::handle::{FromEach, FromProp, ListForAll, PropOf, WritesProp, WritesProps};
use crate::id_pattern::IdPattern;
use crate::outputs::ReplyOf;
use crate::reply::{IntoEffect, IntoReply, IntoSlot, Slot};
use crate::update_error::UpdateError;

/// The kind of an output that is given as text: nothing is known of it.
pub const ANY: PropOf<crate::Value> = PropOf::new("");

/// The kind of an output with `ALL`: a list.
pub const EACH: PropOf<ListForAll> = PropOf::new("");

/// The next argument, whose input or state has `ALL` or `ALLSMALLER`.
pub fn next_each<T: FromEach>(args: &mut Args<'_>) -> Result<T, UpdateError> {
    args.next()
}

/// An id made of keys, to which the keys are added.
pub fn keys() -> IdPattern {
    IdPattern::Keys(std::collections::BTreeMap::new())
}

/// What becomes of the output that a field of a struct stands for.
pub fn slot(value: impl IntoSlot) -> Result<Slot, BoxError> {
    value.into_slot()
}

/// What a field of a struct writes.
pub fn dependency(output: impl Into<Dependency>) -> Dependency {
    output.into()
}

/// What the fields of a struct write.
pub fn dependencies<const N: usize>(outputs: [Dependency; N]) -> Vec<Dependency> {
    outputs.into()
}

/// An output that other callbacks may write too.
pub fn allow_duplicate(output: impl Into<Dependency>) -> Dependency {
    output.into().allow_duplicate()
}

/// An input or a state whose component may be missing.
pub fn allow_optional(source: impl Into<Dependency>) -> Dependency {
    source.into().allow_optional()
}

/// What the callback returned, as the answer for its `N` outputs.
pub fn reply<T: IntoReply<N>, const N: usize>(returned: T) -> Result<Reply, BoxError> {
    returned.into_reply()
}

/// What the callback returned, as the answer for the outputs of a struct.
pub fn reply_of<S: Outputs, T: ReplyOf<S, Form>, Form>(returned: T) -> Result<Reply, BoxError> {
    returned.into_outputs()?.map_or_else(|| Ok(Reply::keep(S::COUNT)), S::into_reply)
}

/// What a callback without outputs comes to.
pub fn effect<T: IntoEffect>(returned: T) -> Result<Reply, BoxError> {
    returned.into_reply()
}

/// What `on_error` gives in the place of `N` outputs: values for them, or nothing.
pub fn reply_instead<T: InsteadOf<N, Form>, Form, const N: usize>(
    returned: T,
) -> Result<Option<Reply>, BoxError> {
    returned.into_option()
}

/// What `on_error` gives in the place of the outputs of a struct.
pub fn reply_instead_of<S: Outputs, T: InsteadOfStruct<S, Form>, Form>(
    returned: T,
) -> Result<Option<Reply>, BoxError> {
    returned.into_option_of()?.map(S::into_reply).transpose()
}

/// What `on_error` of a callback without outputs comes to.
pub fn effect_instead<T: IntoEffect>(returned: T) -> Result<Option<Reply>, BoxError> {
    returned.into_reply().map(|_| None)
}

/// What an `on_error` may return for `N` outputs. `Form` only keeps nothing and values apart.
#[diagnostic::on_unimplemented(
    message = "`on_error` returns `{Self}`, which is neither nothing nor {N} property value(s)",
    label = "expected nothing, or a value for each of the {N} output(s)",
    note = "the handler is a plain `fn(&UpdateError, &Ctx)`; what it returns goes to the callback's outputs"
)]
pub trait InsteadOf<const N: usize, Form> {
    /// The values, if there are any.
    fn into_option(self) -> Result<Option<Reply>, BoxError>;
}

/// Nothing is returned.
#[derive(Debug)]
pub enum Nothing {}
/// Values are returned.
#[derive(Debug)]
pub enum Values {}

impl<const N: usize> InsteadOf<N, Nothing> for () {
    fn into_option(self) -> Result<Option<Reply>, BoxError> {
        Ok(None)
    }
}

impl<const N: usize, E: Into<BoxError>> InsteadOf<N, Nothing> for Result<(), E> {
    fn into_option(self) -> Result<Option<Reply>, BoxError> {
        self.map(|()| None).map_err(Into::into)
    }
}

impl<T: IntoReply<N>, const N: usize> InsteadOf<N, Values> for T {
    fn into_option(self) -> Result<Option<Reply>, BoxError> {
        self.into_reply().map(Some)
    }
}

/// A struct is returned, in one of the forms that a callback may return.
#[derive(Debug)]
pub struct Given<Form>(PhantomData<Form>);

/// As [`InsteadOf`], for the outputs of a struct.
#[diagnostic::on_unimplemented(
    message = "`on_error` returns `{Self}`, which is neither nothing nor `{S}`",
    label = "expected nothing, or `{S}`",
    note = "the handler is a plain `fn(&UpdateError, &Ctx)`; what it returns goes to the callback's outputs"
)]
pub trait InsteadOfStruct<S, Form> {
    /// The values, if there are any.
    fn into_option_of(self) -> Result<Option<S>, BoxError>;
}

impl<S> InsteadOfStruct<S, Nothing> for () {
    fn into_option_of(self) -> Result<Option<S>, BoxError> {
        Ok(None)
    }
}

impl<S, E: Into<BoxError>> InsteadOfStruct<S, Nothing> for Result<(), E> {
    fn into_option_of(self) -> Result<Option<S>, BoxError> {
        self.map(|()| None).map_err(Into::into)
    }
}

impl<S, T: ReplyOf<S, Form>, Form> InsteadOfStruct<S, Given<Form>> for T {
    fn into_option_of(self) -> Result<Option<S>, BoxError> {
        self.into_outputs()
    }
}

/// A property's kind. The compiler knows it before it looks at the user's types, and so blames those.
#[derive(Debug)]
pub struct At<K>(PhantomData<K>);

/// The kind of the property that a typed handle names.
pub const fn at<K>(_property: PropOf<K>) -> At<K> {
    At(PhantomData)
}

impl<K> At<K> {
    /// The next argument, which is decoded from this property.
    pub fn next<T: FromProp<K>>(self, args: &mut Args<'_>) -> Result<T, UpdateError> {
        args.next()
    }

    /// A `running` value for this property.
    pub fn value<T: WritesProp<K>>(self, value: T) -> T {
        value
    }
}

/// The kinds of all outputs.
#[derive(Debug)]
pub struct OutputKinds<Kinds>(PhantomData<Kinds>);

/// The kinds of all outputs, of which some are typed handles.
pub const fn outputs<Kinds: Copy>(_properties: Kinds) -> OutputKinds<Kinds> {
    OutputKinds(PhantomData)
}

impl<Kinds> OutputKinds<Kinds> {
    /// What the callback returned, as the answer for these `N` outputs.
    pub fn reply<T: IntoReply<N> + WritesProps<Kinds>, const N: usize>(
        self,
        returned: T,
    ) -> Result<Reply, BoxError> {
        returned.into_reply()
    }
}

/// The definition of a callback whose attribute has errors. The program it belongs to is never built.
pub const BROKEN: Def = Def {
    name: "",
    module: "",
    at: Location { file: "", line: 0 },
    build: || Callback::builder("").handler(|_| panic!()),
};
