//! What a callback may return, and what becomes of it.

use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::children::Children;
use crate::component::{Component, IsComponent};
use crate::component_id::ComponentId;
use crate::error::BoxError;
use crate::value::{Map, Num, Str, Value};

/// What a callback answers: for each of its outputs a new value, or none.
#[derive(Debug, Clone)]
pub struct Reply {
    pub(crate) slots: Vec<Slot>,
}

impl Reply {
    /// A reply with one entry for each output, in the order in which they are declared.
    pub fn new<S: Into<Slot>>(slots: impl IntoIterator<Item = S>) -> Self {
        Self { slots: slots.into_iter().map(Into::into).collect() }
    }
}

impl Reply {
    /// One that changes none of so many outputs.
    pub(crate) fn keep(outputs: usize) -> Self {
        Self { slots: vec![Slot(Change::Keep); outputs] }
    }
}

/// What becomes of one output. Made from an [`Update`], or from a list of them for an output with `ALL`.
#[derive(Debug, Clone)]
pub struct Slot(pub(crate) Change);

#[derive(Debug, Clone)]
pub(crate) enum Change {
    Set(Value),
    Keep,
    /// One for each component.
    Each(Vec<Update<Value>>),
}

impl From<Update<Value>> for Slot {
    fn from(update: Update<Value>) -> Self {
        Self(match update {
            Update::Set(value) => Change::Set(value),
            Update::Keep => Change::Keep,
        })
    }
}

impl From<Vec<Update<Value>>> for Slot {
    fn from(updates: Vec<Update<Value>>) -> Self {
        Self(Change::Each(updates))
    }
}

/// As the answer of an endpoint: what is not to change is null.
impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Change::Set(value) => value.serialize(serializer),
            Change::Keep => serializer.serialize_unit(),
            Change::Each(updates) => serializer.collect_seq(updates.iter().map(Update::new_value)),
        }
    }
}

/// A new value for an output, or none: Dash's `no_update`.
///
/// Stands for one output, or around the whole return value:
///
/// ```
/// use dash_core::Update;
/// fn both(n: u64) -> (String, Update<u64>) {
///     (n.to_string(), if n > 3 { Update::Set(n) } else { Update::Keep })
/// }
/// fn all_or_nothing(n: u64) -> Update<(String, u64)> {
///     if n > 3 { Update::Set((n.to_string(), n)) } else { Update::Keep }
/// }
/// # let _ = (both(1), all_or_nothing(1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update<T> {
    /// Set the property to this value.
    Set(T),
    /// Leave the property as it is.
    Keep,
}

impl<T> Update<T> {
    /// The new value, if there is one.
    pub(crate) fn new_value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep => None,
        }
    }
}

/// Lifts any [`Serialize`] type into a property value; as an argument it is the value as it stands.
///
/// ```
/// use dash_core::Json;
/// fn rows() -> Json<Vec<(u32, &'static str)>> { Json(vec![(1, "one")]) }
/// # let _ = rows();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json<T>(pub T);

/// A value for one property: text, numbers, booleans, components, `Option` (`None` is null), lists, JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a property value",
    label = "not a property value",
    note = "text, numbers, booleans, components, `Option`, `Vec` and JSON values are",
    note = "wrap anything that implements `serde::Serialize` in `dash::Json(..)`"
)]
pub trait IntoProp {
    /// Turns it into the value to send.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    fn into_prop(self) -> Result<Value, BoxError>;
}

/// What may stand for one output: a property value, or an [`Update`] of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a property value",
    label = "not a property value",
    note = "text, numbers, booleans, components, `Option`, `Vec`, JSON values and `Update` of these are",
    note = "wrap anything that implements `serde::Serialize` in `dash::Json(..)`"
)]
pub trait IntoSlot {
    /// Turns it into what becomes of one output.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    fn into_slot(self) -> Result<Slot, BoxError>;
}

/// What a callback with `N` outputs may return: `N` values, an [`Update`] of them all, or a `Result` of either.
#[diagnostic::on_unimplemented(
    message = "this callback declares {N} output(s), but `{Self}` is not {N} property value(s)",
    label = "expected a value for each of the {N} output(s)",
    note = "one output takes one value, two outputs take a pair `(A, B)`, and so on",
    note = "values are text, numbers, booleans, components, `Option`, `Vec`, JSON values, `Update` of these, and `dash::Json(..)` of anything that implements `serde::Serialize`",
    note = "the whole return may be a `Result<_, E>` where `E` is an error type, text, `dash::Error` or `dash::BoxError`"
)]
pub trait IntoReply<const N: usize> {
    /// Turns it into the reply.
    ///
    /// # Errors
    /// When the callback failed, or a value cannot be written as JSON.
    fn into_reply(self) -> Result<Reply, BoxError>;
}

macro_rules! props {
    ($($ty:ty)*) => { $(
        impl IntoProp for $ty {
            fn into_prop(self) -> Result<Value, BoxError> { Ok(self.into()) }
        }
    )* };
}
props! {
    bool char i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 Num
    &'static str String Str Map Component Children ComponentId Value serde_json::Value Box<RawValue>
}

#[diagnostic::do_not_recommend]
impl<T: IsComponent> IntoProp for T {
    fn into_prop(self) -> Result<Value, BoxError> {
        Ok(Value::from(self.into()))
    }
}

impl<T: Serialize + Send + Sync + 'static> IntoProp for Json<T> {
    fn into_prop(self) -> Result<Value, BoxError> {
        Ok(Value::late(self.0))
    }
}

impl<T: IntoProp> IntoProp for Option<T> {
    fn into_prop(self) -> Result<Value, BoxError> {
        self.map_or(Ok(Value::Null), T::into_prop)
    }
}

impl<T: IntoProp> IntoProp for Vec<T> {
    fn into_prop(self) -> Result<Value, BoxError> {
        self.into_iter().map(T::into_prop).collect::<Result<_, _>>().map(Value::List)
    }
}

impl<T: IntoProp, const N: usize> IntoProp for [T; N] {
    fn into_prop(self) -> Result<Value, BoxError> {
        self.into_iter().map(T::into_prop).collect::<Result<_, _>>().map(Value::List)
    }
}

#[diagnostic::do_not_recommend]
impl<T: IntoProp> IntoSlot for T {
    fn into_slot(self) -> Result<Slot, BoxError> {
        Ok(Slot(Change::Set(self.into_prop()?)))
    }
}

impl<T: IntoProp> IntoSlot for Update<T> {
    fn into_slot(self) -> Result<Slot, BoxError> {
        match self {
            Self::Set(value) => value.into_slot(),
            Self::Keep => Ok(Slot(Change::Keep)),
        }
    }
}

/// For an output with `ALL`: an update for each component.
impl<T: IntoProp> IntoSlot for Vec<Update<T>> {
    fn into_slot(self) -> Result<Slot, BoxError> {
        let update = |update| match update {
            Update::Set(value) => T::into_prop(value).map(Update::Set),
            Update::Keep => Ok(Update::Keep),
        };
        self.into_iter().map(update).collect::<Result<Vec<_>, _>>().map(Slot::from)
    }
}

impl IntoReply<0> for () {
    fn into_reply(self) -> Result<Reply, BoxError> {
        Ok(Reply { slots: Vec::new() })
    }
}

/// What a callback without outputs may return: nothing, or a `Result` of nothing.
#[diagnostic::on_unimplemented(
    message = "a callback without outputs cannot return `{Self}`",
    label = "this value goes nowhere",
    note = "add an `output`, or return nothing or `Result<(), _>`"
)]
pub trait IntoEffect: IntoReply<0> {}

#[diagnostic::do_not_recommend]
impl<T: IntoReply<0>> IntoEffect for T {}

#[diagnostic::do_not_recommend]
impl<T: IntoSlot> IntoReply<1> for T {
    fn into_reply(self) -> Result<Reply, BoxError> {
        Ok(Reply { slots: vec![self.into_slot()?] })
    }
}

#[diagnostic::do_not_recommend]
impl<T: IntoReply<N>, E: Into<BoxError>, const N: usize> IntoReply<N> for Result<T, E> {
    fn into_reply(self) -> Result<Reply, BoxError> {
        self.map_err(Into::into)?.into_reply()
    }
}

macro_rules! replies {
    ($n:literal: $($item:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<$($item: IntoSlot),+> IntoReply<$n> for ($($item,)+) {
            #[allow(non_snake_case)]
            fn into_reply(self) -> Result<Reply, BoxError> {
                let ($($item,)+) = self;
                Ok(Reply { slots: vec![$($item.into_slot()?),+] })
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($item: IntoSlot),+> IntoReply<$n> for Update<($($item,)+)> {
            fn into_reply(self) -> Result<Reply, BoxError> {
                match self {
                    Update::Set(values) => values.into_reply(),
                    Update::Keep => Ok(Reply::keep($n)),
                }
            }
        }
    };
}
replies!(1: A);
replies!(2: A B);
replies!(3: A B C);
replies!(4: A B C D);
replies!(5: A B C D E);
replies!(6: A B C D E F);
replies!(7: A B C D E F G);
replies!(8: A B C D E F G H);
replies!(9: A B C D E F G H I);
replies!(10: A B C D E F G H I J);
replies!(11: A B C D E F G H I J K);
replies!(12: A B C D E F G H I J K L);
replies!(13: A B C D E F G H I J K L M);
replies!(14: A B C D E F G H I J K L M N);
replies!(15: A B C D E F G H I J K L M N O);
replies!(16: A B C D E F G H I J K L M N O P);
replies!(17: A B C D E F G H I J K L M N O P Q);
replies!(18: A B C D E F G H I J K L M N O P Q R);
replies!(19: A B C D E F G H I J K L M N O P Q R S);
replies!(20: A B C D E F G H I J K L M N O P Q R S T);
replies!(21: A B C D E F G H I J K L M N O P Q R S T U);
replies!(22: A B C D E F G H I J K L M N O P Q R S T U V);
replies!(23: A B C D E F G H I J K L M N O P Q R S T U V W);
replies!(24: A B C D E F G H I J K L M N O P Q R S T U V W X);
