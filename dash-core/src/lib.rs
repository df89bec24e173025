//! What is a callback, a component, an app?

mod component;
mod component_id;
mod value;

pub use component::{Component, IsComponent, LinkedPackage, Meta, Package};
pub use component_id::{ComponentId, IdValue};
pub use value::{Map, Num, Str, Value};

/// What generated code may name. Nothing here is for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use inventory;
}
