//! From the facts of a package to Rust: a table of components, a line a property.
//!
//! Three steps: [`facts`](crate::facts) are read, `model` decides on names and types, `print` writes them down.

mod model;
mod names;
mod print;

use crate::facts::Module;

/// The source of a Rust module with the components of `module`; `name` and `version` are those of the package.
///
/// It needs the crate `dash-core`, and nothing else.
pub fn print(name: &str, version: &str, module: &Module) -> String {
    print::print(name, version, &model::Model::new(module))
}
