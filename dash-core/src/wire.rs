//! The JSON that the renderer sends and reads (`protocol.md` sections 4 and 5), and nothing else.

mod declaration;
mod request;

pub(crate) use declaration::DependencyEntry;
pub(crate) use request::{ApiRequest, Item, Items, Outputs, UpdateRequest};
