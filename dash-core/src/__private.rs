//! What the macros' output may name, beside the public API; not for use by hand.

pub use core::result::Result::Ok;
pub use core::{file, line};
pub use inventory;

pub use crate::callback::{Call, Callback, Def, Define, Location, PreventInitialCall};

use crate::args::Args;
use crate::error::BoxError;
use crate::handle::{FromProp, PropOf, WritesProp, WritesProps};
use crate::reply::{IntoReply, Reply};
use crate::update_error::UpdateError;

/// The kind of an output that is given as text: nothing is known of it.
pub const ANY: PropOf<crate::Value> = PropOf::new("");

/// What the callback returned, as the answer for its `N` outputs.
pub fn reply<T: IntoReply<N>, const N: usize>(returned: T) -> Result<Reply, BoxError> {
    returned.into_reply()
}

/// The same, where outputs are typed handles.
pub fn reply_to<T: IntoReply<N> + WritesProps<Kinds>, const N: usize, Kinds>(
    _outputs: Kinds,
    returned: T,
) -> Result<Reply, BoxError> {
    returned.into_reply()
}

/// The next argument, where its dependency is a typed handle.
pub fn next_of<T: FromProp<K>, K>(args: &mut Args<'_>, _property: PropOf<K>) -> Result<T, UpdateError> {
    args.next()
}

/// A `running` value, where its target is a typed handle.
pub fn value_of<T: WritesProp<K>, K>(_property: PropOf<K>, value: T) -> T {
    value
}

/// The definition of a callback whose attribute has errors. The program it belongs to is never built.
pub const BROKEN: Def = Def {
    name: "",
    at: Location { file: "", line: 0 },
    build: || Callback::builder("").handler(|_| panic!()),
};
