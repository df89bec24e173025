//! What stands inside a component.

use crate::component::Component;
use crate::value::{Num, Str, Value};

/// What stands inside a component, or in another place where one may be drawn: nothing (`None`), text, a number, a
/// component, or a list of these.
///
/// A list is a `Vec` or an array of one type, or a tuple of up to sixteen types. Objects cannot be drawn and do not
/// compile here.
///
/// ```
/// use dash_core::{Children, Component};
/// # fn components() -> Vec<Component> { Vec::new() }
/// let mixed = Children::from(("total", 3, components(), None::<Component>));
/// let longer: Children = [mixed, "and so on".into()].into();
/// # let _ = longer;
/// ```
#[derive(Debug, Clone, Default)]
pub struct Children(Value);

impl From<Children> for Value {
    fn from(children: Children) -> Self {
        children.0
    }
}

macro_rules! children_from {
    ($($from:ty)*) => { $(
        impl From<$from> for Children {
            fn from(value: $from) -> Self { Self(value.into()) }
        }
    )* };
}
children_from! {
    &'static str String Str char bool Num Component Value
    i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64
}

impl<T: Into<Children>> From<Option<T>> for Children {
    fn from(value: Option<T>) -> Self {
        value.map(Into::into).unwrap_or_default()
    }
}

impl<T: Into<Children>> From<Vec<T>> for Children {
    fn from(items: Vec<T>) -> Self {
        list(items.into_iter().map(Into::into))
    }
}

impl<T: Into<Children>, const N: usize> From<[T; N]> for Children {
    fn from(items: [T; N]) -> Self {
        list(items.into_iter().map(Into::into))
    }
}

/// One flat list: the renderer draws no list within a list (`protocol.md` 3.1).
fn list(items: impl IntoIterator<Item = Children>) -> Children {
    let mut flat = Vec::new();
    for Children(item) in items {
        match item {
            Value::List(items) => flat.extend(items),
            item => flat.push(item),
        }
    }
    Children(Value::List(flat))
}

macro_rules! children_from_tuples {
    ($($item:ident)+) => {
        impl<$($item: Into<Children>),+> From<($($item,)+)> for Children {
            #[allow(non_snake_case)]
            fn from(($($item,)+): ($($item,)+)) -> Self {
                list([$($item.into()),+])
            }
        }
    };
}
children_from_tuples!(A);
children_from_tuples!(A B);
children_from_tuples!(A B C);
children_from_tuples!(A B C D);
children_from_tuples!(A B C D E);
children_from_tuples!(A B C D E F);
children_from_tuples!(A B C D E F G);
children_from_tuples!(A B C D E F G H);
children_from_tuples!(A B C D E F G H I);
children_from_tuples!(A B C D E F G H I J);
children_from_tuples!(A B C D E F G H I J K);
children_from_tuples!(A B C D E F G H I J K L);
children_from_tuples!(A B C D E F G H I J K L M);
children_from_tuples!(A B C D E F G H I J K L M N);
children_from_tuples!(A B C D E F G H I J K L M N O);
children_from_tuples!(A B C D E F G H I J K L M N O P);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_within_lists_are_flattened() {
        let inner = Children::from(vec!["b", "c"]);
        let outer: Value = Children::from(("a", inner, 1, None::<Component>)).into();
        assert_eq!(serde_json::to_string(&outer).unwrap(), r#"["a","b","c",1,null]"#);
        assert_eq!(serde_json::to_string(&Value::from(Children::from(("a",)))).unwrap(), r#"["a"]"#);
    }
}
