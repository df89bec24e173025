//! The callbacks of an app as a graph: which of them may trigger which.

use crate::callback::{Callback, Location};
use crate::dependency::Dependency;

/// The callbacks, in the order of [`Registry::callbacks`](crate::Registry::callbacks), and what leads from one to another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Graph {
    /// One for each callback.
    pub nodes: Vec<Node>,
    /// One for each pair of an output of one callback and an input or a state of another that it may change.
    pub edges: Vec<Edge>,
}

/// One callback.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Where it is defined.
    pub at: Location,
    /// Whether it runs in the browser.
    pub is_clientside: bool,
    /// What it writes, as in `result.children`.
    pub outputs: Vec<String>,
    /// What triggers it.
    pub inputs: Vec<String>,
    /// What else it reads.
    pub state: Vec<String>,
}

/// A property that one callback writes and another one reads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edge {
    /// The position of the writer among the nodes.
    pub from: usize,
    /// The position of the reader.
    pub to: usize,
    /// The position among the writer's outputs.
    pub output: usize,
    /// The position among the reader's inputs, which its states follow.
    pub argument: usize,
}

impl Graph {
    pub(crate) fn new<'a>(callbacks: impl Iterator<Item = &'a Callback>) -> Self {
        let callbacks: Vec<_> = callbacks.collect();
        let mut edges = Vec::new();
        for (from, writer) in callbacks.iter().enumerate() {
            for (to, reader) in callbacks.iter().enumerate().filter(|(to, _)| *to != from) {
                for (output, written) in writer.outputs.iter().enumerate() {
                    let arguments = reader.inputs.iter().chain(&reader.state).enumerate();
                    let fed = arguments.filter(|(_, read)| feeds(written, read));
                    edges.extend(fed.map(|(argument, _)| Edge { from, to, output, argument }));
                }
            }
        }
        Self { nodes: callbacks.into_iter().map(Node::new).collect(), edges }
    }
}

/// Whether one component may be covered by both.
fn feeds(output: &Dependency, read: &Dependency) -> bool {
    output.property == read.property && output.id.overlaps(&read.id)
}

impl Node {
    fn new(callback: &Callback) -> Self {
        let text = |dependencies: &[Dependency]| dependencies.iter().map(Dependency::to_string).collect();
        Self {
            name: callback.name().to_owned(),
            at: callback.at(),
            is_clientside: callback.is_clientside(),
            outputs: text(&callback.outputs),
            inputs: text(&callback.inputs),
            state: text(&callback.state),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IdPattern;
    use crate::callback::CallbackBuilder;

    #[test]
    fn edges_lead_from_writers_to_readers() {
        let done = |builder: CallbackBuilder| builder.clientside("() => 1");
        let row = |text: &str| text.parse::<IdPattern>().unwrap();
        let callbacks = [
            done(
                Callback::builder("one")
                    .output(("a", "x"))
                    .output((row(r#"{"row":1}"#), "x"))
                    .input(("a", "x")),
            ),
            done(Callback::builder("two").output(("b", "x")).input(("a", "x")).input(("c", "x"))),
            done(Callback::builder("three").output(("c", "y")).state(("a", "x"))),
            done(Callback::builder("four").output(("d", "x")).input((row(r#"{"row":["ALL"]}"#), "x"))),
        ];
        let edge = |from, to, output, argument| Edge { from, to, output, argument };
        let expected = [edge(0, 1, 0, 0), edge(0, 2, 0, 0), edge(0, 3, 1, 0)];
        assert_eq!(Graph::new(callbacks.iter()).edges, expected);
    }
}
