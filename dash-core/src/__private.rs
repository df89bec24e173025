//! What the macros' output may name, beside the public API; not for use by hand.

pub use core::result::Result::Ok;
pub use core::{file, line, module_path};
pub use inventory;
pub use serde;

pub use crate::callback::{Call, Callback, Def, Define, Location, PreventInitialCall};

use std::marker::PhantomData;

use crate::args::Args;
use crate::dependency::Dependency;
use crate::error::BoxError;
use crate::handle::{FromProp, PropOf, WritesProp, WritesProps};
use crate::reply::{IntoEffect, IntoReply, Reply};
use crate::update_error::UpdateError;

/// The kind of an output that is given as text: nothing is known of it.
pub const ANY: PropOf<crate::Value> = PropOf::new("");

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

/// What a callback without outputs comes to.
pub fn effect<T: IntoEffect>(returned: T) -> Result<Reply, BoxError> {
    returned.into_reply()
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
pub struct Outputs<Kinds>(PhantomData<Kinds>);

/// The kinds of all outputs, of which some are typed handles.
pub const fn outputs<Kinds: Copy>(_properties: Kinds) -> Outputs<Kinds> {
    Outputs(PhantomData)
}

impl<Kinds> Outputs<Kinds> {
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
