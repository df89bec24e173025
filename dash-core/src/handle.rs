//! Typed handles: an id that knows its component, so that the compiler checks properties and their types.
//!
//! ```
//! use dash_core::{ComponentId, HasProps, Id, Num, PropOf};
//! struct Button;
//! struct ButtonProps { n_clicks: PropOf<Num> }
//! impl HasProps for Button {
//!     type Props = ButtonProps;
//!     const PROPS: &'static ButtonProps = &ButtonProps { n_clicks: PropOf::new("nClicks") };
//! }
//! const EXECUTE: Id<Button> = Id::new("execute");
//! assert_eq!(EXECUTE.n_clicks.name(), "nClicks");
//! ```

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use crate::args::Arg;
use crate::component_id::ComponentId;
use crate::dependency::Dependency;
use crate::reply::{IntoProp, IntoSlot, Json, Update};
use crate::value::{Map, Num, Str, Value};

/// The id of one component of type `C`. Its fields are the component's properties.
// The fields stay positional: a named one would hide a property of that name.
pub struct Id<C>(&'static str, PhantomData<fn() -> C>);

impl<C> Id<C> {
    /// The handle of the component with this id.
    pub const fn new(id: &'static str) -> Self {
        Self(id, PhantomData)
    }
}

impl<C> Clone for Id<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Id<C> {}

impl<C> fmt::Debug for Id<C> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Id({:?})", self.0)
    }
}

impl<C> From<Id<C>> for ComponentId {
    fn from(id: Id<C>) -> Self {
        id.0.into()
    }
}

impl<C: HasProps> Deref for Id<C> {
    type Target = C::Props;

    fn deref(&self) -> &C::Props {
        C::PROPS
    }
}

/// A component type whose properties are known to the compiler.
pub trait HasProps {
    /// One field a property, each a [`PropOf`].
    type Props: 'static;
    /// The one value of [`Props`](Self::Props).
    const PROPS: &'static Self::Props;
}

/// A property that holds a `K`: [`Num`], [`Str`], `bool`, [`Map`], or [`Value`] for anything.
pub struct PropOf<K>(&'static str, PhantomData<fn() -> K>);

impl<K> PropOf<K> {
    /// The property of this wire name.
    pub const fn new(name: &'static str) -> Self {
        Self(name, PhantomData)
    }

    /// Its wire name.
    pub const fn name(&self) -> &'static str {
        self.0
    }
}

impl<K> Clone for PropOf<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for PropOf<K> {}

impl<K> fmt::Debug for PropOf<K> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PropOf({:?})", self.0)
    }
}

impl<C: HasProps, K> From<(Id<C>, PropOf<K>)> for Dependency {
    fn from((id, property): (Id<C>, PropOf<K>)) -> Self {
        (id.0, property.0).into()
    }
}

/// An argument type that can hold a property of kind `K`.
#[diagnostic::on_unimplemented(
    message = "an argument of type `{Self}` cannot hold a `{K}` property",
    label = "this property holds a `{K}`",
    note = "take the matching type, an `Option` of it, or `serde_json::Value` for whatever comes",
    note = "for a type of yours that is decoded from a `{K}` write `impl dash::FromProp<{K}> for {Self} {{}}`"
)]
pub trait FromProp<K>: Arg {}

/// A return type that can be written to a property of kind `K`.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be written to a `{K}` property",
    label = "the output holds a `{K}`",
    note = "return the matching type, or `dash::Json(..)` to write whatever you like"
)]
pub trait WritesProp<K>: IntoSlot {}

macro_rules! kinds {
    ($($kind:ty: $($ty:ty)*;)*) => { $(
        impl<T: FromProp<$kind>> FromProp<$kind> for Option<T> where Option<T>: Arg {}
        impl<T: WritesProp<$kind> + IntoProp> WritesProp<$kind> for Option<T> {}
        impl<T: WritesProp<$kind> + IntoProp> WritesProp<$kind> for Update<T> {}
        impl WritesProp<$kind> for Value {}
        impl WritesProp<$kind> for serde_json::Value {}
        impl<T> WritesProp<$kind> for Json<T> where Json<T>: IntoSlot {}
        impl FromProp<$kind> for serde_json::Value {}
        $(
            impl FromProp<$kind> for $ty {}
            impl WritesProp<$kind> for $ty {}
        )*
    )* };
}
kinds! {
    bool: bool;
    Num: i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64;
    Str: String;
}

impl WritesProp<Num> for Num {}
impl WritesProp<Str> for &'static str {}
impl WritesProp<Str> for Str {}

impl WritesProp<Map> for Map {}
impl WritesProp<Map> for Option<Map> {}
impl WritesProp<Map> for Update<Map> {}
impl WritesProp<Map> for serde_json::Value {}
impl<T> WritesProp<Map> for Json<T> where Json<T>: IntoSlot {}

// What is inside an object or an untyped property only the user's own type knows.
impl<T: Arg> FromProp<Map> for T {}
impl<T: Arg> FromProp<Value> for T {}
impl<T: IntoSlot> WritesProp<Value> for T {}

/// An argument type that can hold the values of all components that `ALL` or `ALLSMALLER` stands for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the values of any number of components",
    label = "expected a `Vec<_>`: `ALL` and `ALLSMALLER` stand for any number of components",
    note = "for a type of yours that is decoded from a list write `impl dash::FromEach for {Self} {{}}`"
)]
pub trait FromEach: Arg {}

impl<T> FromEach for Vec<T> where Vec<T>: Arg {}
impl<T> FromEach for Box<[T]> where Box<[T]>: Arg {}
impl<T> FromEach for Json<T> where Json<T>: Arg {}
impl FromEach for serde_json::Value {}

/// The kind of an output with `ALL`: a list with a value for each component.
#[derive(Debug)]
pub enum ListForAll {}

impl<T> WritesProp<ListForAll> for Vec<T> where Vec<T>: IntoSlot {}
impl<T, const N: usize> WritesProp<ListForAll> for [T; N] where [T; N]: IntoSlot {}
impl<T> WritesProp<ListForAll> for Json<T> where Json<T>: IntoSlot {}
impl<T: WritesProp<ListForAll> + IntoProp> WritesProp<ListForAll> for Update<T> {}
impl WritesProp<ListForAll> for Value {}
impl WritesProp<ListForAll> for serde_json::Value {}

/// A return type whose values fit the kinds of the outputs, a tuple of [`PropOf`].
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be written to the outputs `{Kinds}`",
    label = "expected a value of each output's type",
    note = "an output with `ALL` takes a list: `Vec<T>`, or `Vec<Update<T>>` to keep some",
    note = "return the matching types, or `dash::Json(..)` to write whatever you like"
)]
pub trait WritesProps<Kinds> {}

impl<T: WritesProp<K>, K> WritesProps<(PropOf<K>,)> for T {}

impl<T: WritesProps<Kinds>, E, Kinds> WritesProps<Kinds> for Result<T, E> {}

macro_rules! writes {
    ($($item:ident $kind:ident),+) => {
        impl<$($item: WritesProp<$kind>, $kind),+> WritesProps<($(PropOf<$kind>,)+)> for ($($item,)+) {}
        impl<$($item: WritesProp<$kind>, $kind),+> WritesProps<($(PropOf<$kind>,)+)> for Update<($($item,)+)> {}
    };
}
writes!(A KA);
writes!(A KA, B KB);
writes!(A KA, B KB, C KC);
writes!(A KA, B KB, C KC, D KD);
writes!(A KA, B KB, C KC, D KD, E KE);
writes!(A KA, B KB, C KC, D KD, E KE, F KF);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR, S KS);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR, S KS, T KT);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR, S KS, T KT, U KU);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR, S KS, T KT, U KU, V KV);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR, S KS, T KT, U KU, V KV, W KW);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR, S KS, T KT, U KU, V KV, W KW, X KX);
writes!(A KA, B KB, C KC, D KD, E KE, F KF, G KG, H KH, I KI, J KJ, L KL, M KM, N KN, O KO, P KP, Q KQ, R KR, S KS, T KT, U KU, V KV, W KW, X KX, Y KY);
