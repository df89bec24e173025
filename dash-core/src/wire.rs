//! The JSON that the renderer sends and reads (`protocol.md` sections 4 and 5), and nothing else.

mod declaration;
mod item_id;
mod item_key;
mod request;
mod siblings;

pub(crate) use declaration::DependencyEntry;
pub(crate) use item_id::{ItemId, ItemKeys};
pub(crate) use request::{ApiRequest, Item, Items, Outputs, UpdateRequest};
pub(crate) use siblings::Siblings;
