//! The Rust half of each app; what it is about stands in the Python half.

pub(crate) mod absent;
pub(crate) mod article_async;
pub(crate) mod article_sync;
pub(crate) mod attributes;
pub(crate) mod components;
pub(crate) mod effects;
pub(crate) mod envelope;
pub(crate) mod errors;
pub(crate) mod figure;
pub(crate) mod floats;
pub(crate) mod initial_call;
pub(crate) mod integers;
pub(crate) mod kinds;
pub(crate) mod layout_function;
pub(crate) mod layout_list;
pub(crate) mod nested;
pub(crate) mod no_update;
pub(crate) mod one_in_a_list;
pub(crate) mod outputs;
pub(crate) mod patch;
pub(crate) mod prefix;
pub(crate) mod prevent_update;
pub(crate) mod running;
pub(crate) mod state;
pub(crate) mod unicode;
