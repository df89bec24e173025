//! The outputs of a callback as a struct.

use crate::dependency::Dependency;

/// A struct whose fields are the outputs of a callback; implemented by `#[derive(Outputs)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which properties it writes",
    label = "not the outputs of a callback",
    note = "derive `dash::Outputs`, and put `#[output(\"id.property\")]` on each field"
)]
pub trait Outputs {
    /// The number of outputs.
    const COUNT: usize;

    /// What each field writes, in their order.
    fn dependencies() -> Dependencies;
}

/// A list of outputs in the making.
#[derive(Debug, Default)]
pub struct Dependencies(Vec<Dependency>);

impl Dependencies {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    #[must_use]
    pub fn and(mut self, dependency: impl Into<Dependency>) -> Self {
        self.0.push(dependency.into());
        self
    }
}

impl IntoIterator for Dependencies {
    type Item = Dependency;
    type IntoIter = std::vec::IntoIter<Dependency>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
