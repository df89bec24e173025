//! Guides: longer texts than fit beside one item.

#[doc = include_str!("docs/coming_from_dash.md")]
pub mod coming_from_dash {}

#[doc = include_str!("docs/security.md")]
pub mod security {}

#[doc = include_str!("docs/observability.md")]
pub mod observability {}
