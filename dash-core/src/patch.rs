//! What changes a property instead of replacing it.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::error::BoxError;
use crate::handle::WritesProp;
use crate::reply::{IntoProp, Update};
use crate::value::{Map, Num, Str, Value};

/// Changes the value that a property has in the browser, instead of replacing it: Dash's `Patch`
/// (`dash/_patch.py`).
///
/// Only the operations travel, so a point is added to a plot without the plot being sent. Stands wherever a property
/// value does: for one output, in a tuple, in an [`Update`], as a value of `running`.
///
/// ```
/// use dash_core::Patch;
/// fn one_more_point(y: f64) -> Patch {
///     Patch::new()
///         .at(("data", 0, "y")).append(y)
///         .at(("layout", "title", "text")).assign(format!("last: {y}"))
/// }
/// // A method of the patch itself is about the whole property.
/// fn one_more_line(text: String) -> Patch {
///     Patch::new().append(text)
/// }
/// # let _ = (one_more_point(1.5), one_more_line(String::new()));
/// ```
///
/// The browser applies the operations in order. It refuses to patch a property that was never set, so give it a value
/// in the layout. What an operation does to a value that does not suit it, such as [`append`](Self::append) to a
/// number, is up to JavaScript.
#[derive(Debug, Clone, Default)]
#[must_use = "a patch does nothing until a callback returns it"]
pub struct Patch {
    operations: Vec<Value>,
}

impl Patch {
    /// A patch that changes nothing yet.
    pub const fn new() -> Self {
        Self { operations: Vec::new() }
    }

    /// Goes to a place inside the property; the operation that follows is about what is there.
    ///
    /// ```
    /// use dash_core::Patch;
    /// let patch = Patch::new().at("rows").clear().at(("cells", -1)).add(1).at(["layout", "title"]).delete();
    /// # let _ = patch;
    /// ```
    pub fn at(self, location: impl Into<PatchLocation>) -> PatchAt {
        PatchAt { patch: self, location: location.into() }
    }
}

/// A [`Patch`] at a place inside the property, made with [`Patch::at`]. Each operation gives the patch back.
#[derive(Debug, Clone)]
#[must_use = "a place needs an operation, such as `assign`"]
pub struct PatchAt {
    patch: Patch,
    location: PatchLocation,
}

impl PatchAt {
    /// Goes further inside.
    pub fn at(mut self, location: impl Into<PatchLocation>) -> Self {
        self.location.0.extend(location.into().0);
        self
    }

    /// Puts a value there; objects and lists on the way to it are made when they are missing.
    pub fn assign(self, value: impl Into<Value>) -> Patch {
        self.operation("Assign", [("value", value.into())])
    }

    /// Takes this key out of its object, or this index out of its list.
    pub fn delete(self) -> Patch {
        self.operation("Delete", [])
    }

    fn operation<const N: usize>(self, name: &'static str, params: [(&'static str, Value); N]) -> Patch {
        let Self { mut patch, location } = self;
        let location = location.0.into_iter().map(|key| key.0).collect();
        let operation = Map::new()
            .with("operation", name)
            .with("location", Value::List(location))
            .with("params", Map::from(params));
        patch.operations.push(operation.into());
        patch
    }
}

/// The operations that make sense for a place as well as for the whole property.
macro_rules! operations {
    ($(
        $(#[$doc:meta])*
        $method:ident($($argument:ident: $ty:ty),*) => $name:literal [$($param:expr),*];
    )*) => {
        #[allow(clippy::should_implement_trait, reason = "`+` would hide that nothing is computed here")]
        impl Patch { $(
            $(#[$doc])*
            pub fn $method(self, $($argument: $ty),*) -> Self {
                self.at(()).$method($($argument),*)
            }
        )* }

        #[allow(clippy::should_implement_trait, reason = "`+` would hide that nothing is computed here")]
        impl PatchAt { $(
            $(#[$doc])*
            pub fn $method(self, $($argument: $ty),*) -> Patch {
                self.operation($name, [$($param),*])
            }
        )* }
    };
}

operations! {
    /// Sets each of these keys of an object, and leaves its others alone: `update` and `|=` in Python.
    #[doc(alias = "update")]
    merge(entries: impl Into<Map>) => "Merge" [("value", Value::Map(entries.into()))];
    /// Adds an element at the end of a list.
    append(item: impl Into<Value>) => "Append" [("value", item.into())];
    /// Adds an element at the start of a list.
    prepend(item: impl Into<Value>) => "Prepend" [("value", item.into())];
    /// Adds several elements at the end of a list.
    extend(items: impl IntoIterator<Item = impl Into<Value>>) =>
        "Extend" [("value", Value::List(items.into_iter().map(Into::into).collect()))];
    /// Adds an element to a list before the one of this index; a negative index counts from the end.
    insert(index: i64, item: impl Into<Value>) => "Insert" [("value", item.into()), ("index", index.into())];
    /// Takes every element that equals this one out of a list: all of them, where Python's `list.remove` takes one.
    remove(item: impl Into<Value>) => "Remove" [("value", item.into())];
    /// Empties a list, an object or a text.
    clear() => "Clear" [];
    /// Turns a list round.
    reverse() => "Reverse" [];
    /// Adds to a number, or puts a text after a text. A list grows with [`extend`](Self::extend), where Python has `+=`
    /// for both.
    add(value: impl Into<Value>) => "Add" [("value", value.into())];
    /// Subtracts from a number.
    sub(value: impl Into<Num>) => "Sub" [("value", Value::Num(value.into()))];
    /// Multiplies a number.
    mul(value: impl Into<Num>) => "Mul" [("value", Value::Num(value.into()))];
    /// Divides a number.
    div(value: impl Into<Num>) => "Div" [("value", Value::Num(value.into()))];
}

/// A place inside a property, for [`Patch::at`]: a key or an index, or several of these one inside the other, as a
/// tuple of up to six, an array or a `Vec`. `()` is the property itself.
///
/// ```
/// use dash_core::{PatchKey, PatchLocation};
/// let first = PatchLocation::from(("data", 0, "y"));
/// let same = PatchLocation::from(vec![PatchKey::from("data"), 0.into(), "y".into()]);
/// assert_eq!(format!("{first:?}"), format!("{same:?}"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct PatchLocation(Vec<PatchKey>);

/// One step to a place inside a property: a key of an object, or an index of a list. A negative index counts from
/// the end.
#[derive(Debug, Clone)]
pub struct PatchKey(Value);

macro_rules! key_from {
    ($($ty:ty)*) => { $(
        impl From<$ty> for PatchKey {
            fn from(key: $ty) -> Self { Self(key.into()) }
        }
    )* };
}
key_from!(&'static str String Str i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

impl From<()> for PatchLocation {
    fn from((): ()) -> Self {
        Self::default()
    }
}

impl<K: Into<PatchKey>> From<K> for PatchLocation {
    fn from(key: K) -> Self {
        Self(vec![key.into()])
    }
}

impl<K: Into<PatchKey>> From<Vec<K>> for PatchLocation {
    fn from(keys: Vec<K>) -> Self {
        Self(keys.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<PatchKey>, const N: usize> From<[K; N]> for PatchLocation {
    fn from(keys: [K; N]) -> Self {
        Self(keys.into_iter().map(Into::into).collect())
    }
}

macro_rules! location_from_tuples {
    ($($key:ident)+) => {
        impl<$($key: Into<PatchKey>),+> From<($($key,)+)> for PatchLocation {
            #[allow(non_snake_case)]
            fn from(($($key,)+): ($($key,)+)) -> Self {
                Self(vec![$($key.into()),+])
            }
        }
    };
}
location_from_tuples!(A);
location_from_tuples!(A B);
location_from_tuples!(A B C);
location_from_tuples!(A B C D);
location_from_tuples!(A B C D E);
location_from_tuples!(A B C D E F);

/// Key and value of the entry by which the browser tells a patch from any other object.
const MARK: &str = "__dash_patch_update";

impl From<Patch> for Value {
    fn from(patch: Patch) -> Self {
        Map::new().with(MARK, MARK).with("operations", patch.operations).into()
    }
}

impl Serialize for Patch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Patch", 2)?;
        object.serialize_field(MARK, MARK)?;
        object.serialize_field("operations", &self.operations)?;
        object.end()
    }
}

impl IntoProp for Patch {
    fn into_prop(self) -> Result<Value, BoxError> {
        Ok(self.into())
    }
}

// A patch says nothing about the type of what it changes, so it fits every typed property. `Value` has them all.
impl WritesProp<bool> for Patch {}
impl WritesProp<Num> for Patch {}
impl WritesProp<Str> for Patch {}
impl WritesProp<Map> for Patch {}
impl WritesProp<Map> for Update<Patch> {}
impl WritesProp<Map> for Option<Patch> {}
