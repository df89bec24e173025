//! A property has one writer.

use std::collections::HashMap;

use super::Problem;
use crate::callback::Callback;
use crate::dependency::Dependency;
use crate::id_pattern::IdPattern;

/// A property, and the names of an id's keys.
type Shape<'a> = (&'a str, Vec<&'a str>);

/// The outputs of the callbacks seen so far.
#[derive(Default)]
pub(super) struct Writers<'a> {
    /// By component and property, where the component is named.
    exact: HashMap<&'a Dependency, &'a Callback>,
    /// By property and the names of the keys, where the id is made of keys.
    patterns: HashMap<Shape<'a>, Vec<(&'a Dependency, &'a Callback)>>,
}

impl<'a> Writers<'a> {
    /// Adds the outputs of a callback; says which of them it, or an earlier one, writes already.
    pub(super) fn add(&mut self, callback: &'a Callback) -> Vec<Problem> {
        let mut problems = twice(callback);
        for output in callback.outputs.iter().filter(|output| !output.allow_duplicate) {
            if let Some(writer) = self.exact.insert(output, callback) {
                problems.push(Problem::error(if std::ptr::eq(writer, callback) {
                    format!("output `{output}` is declared twice")
                } else {
                    let writer = writer.origin();
                    format!("output `{output}` is also written by {writer}; one property has one writer")
                }));
            } else if let IdPattern::Keys(keys) = &output.id {
                let names = keys.keys().map(|key| &**key).collect();
                let others = self.patterns.entry((output.property(), names)).or_default();
                if let Some((other, writer)) = others.iter().find(|(other, _)| other.id.overlaps(&output.id))
                {
                    let writer = if std::ptr::eq(*writer, callback) {
                        "it writes itself".to_owned()
                    } else {
                        format!("{} writes", writer.origin())
                    };
                    problems.push(Problem::error(format!(
                        "output `{output}` overlaps with `{other}`, which {writer}; one property has one writer"
                    )));
                }
                others.push((output, callback));
            }
        }
        problems
    }
}

/// Duplicate outputs that one callback writes twice: no hash tells these apart.
fn twice(callback: &Callback) -> Vec<Problem> {
    let duplicates: Vec<_> = callback.outputs.iter().filter(|output| output.allow_duplicate).collect();
    let again = duplicates.iter().enumerate().filter(|(index, output)| {
        duplicates[..*index]
            .iter()
            .any(|earlier| earlier.property == output.property && earlier.id.overlaps(&output.id))
    });
    again.map(|(_, output)| Problem::error(format!("output `{output}` is declared twice"))).collect()
}
