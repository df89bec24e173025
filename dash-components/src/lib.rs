//! What can be drawn? The components that come with Dash.
//!
//! Each component is a type with one method a property; `.prop("wireName", value)` sets what no method does. Write
//! `html::Div::new()`: the names of some components are also names of the standard library.
//!
//! ```
//! use dash_components::{dcc, html};
//! let page = html::Div::new().children((html::H1::new().children("Orders"), dcc::Input::new().id("name")));
//! # let _ = page;
//! ```

#[path = "generated/dash_table.rs"]
pub mod dash_table;
#[path = "generated/dcc.rs"]
pub mod dcc;
#[path = "generated/html.rs"]
pub mod html;
