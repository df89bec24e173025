//! Callbacks that trigger one another in a circle.

use std::collections::HashMap;

use super::Problem;
use crate::callback::Callback;
use crate::dependency::Dependency;
use crate::id_pattern::{IdPattern, Wildcard};

/// One problem for each circle; circles that share a callback are one.
pub(super) fn problems(callbacks: &[&Callback]) -> Vec<Problem> {
    let graph = Graph::new(callbacks);
    let mut seen = vec![State::New; callbacks.len()];
    let mut problems = Vec::new();
    for start in 0..callbacks.len() {
        if let Some(circle) = graph.circle(start, &mut seen) {
            let text = describe(callbacks, &circle);
            // Where a wildcard meets a value it depends on the page whether there is a circle.
            let is_certain = circle.iter().all(|step| step.is_certain);
            problems.push(if is_certain { Problem::error(text) } else { Problem::warning(text) });
        }
    }
    problems
}

/// One step: a callback, and what it triggers.
struct Step<'a> {
    from: usize,
    output: &'a Dependency,
    is_certain: bool,
}

/// What a callback triggers, and by which output.
struct Edge<'a> {
    to: usize,
    output: &'a Dependency,
    /// Whether output and input stand for the same components.
    is_certain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the way from the start to here.
    OnPath,
    Done,
}

struct Graph<'a> {
    next: Vec<Vec<Edge<'a>>>,
}

impl<'a> Graph<'a> {
    fn new(callbacks: &[&'a Callback]) -> Self {
        // Inputs by component and property; those whose id is made of keys, by property; of these those with a wildcard.
        let mut exact: HashMap<(&IdPattern, &str), Vec<usize>> = HashMap::new();
        let mut keyed: HashMap<&str, Vec<(usize, &Dependency)>> = HashMap::new();
        let mut patterns: HashMap<&str, Vec<(usize, &Dependency)>> = HashMap::new();
        for (index, callback) in callbacks.iter().enumerate() {
            for input in &callback.inputs {
                exact.entry((&input.id, input.property())).or_default().push(index);
                if matches!(input.id, IdPattern::Keys(_)) {
                    keyed.entry(input.property()).or_default().push((index, input));
                }
                if input.id.has_wildcard() {
                    patterns.entry(input.property()).or_default().push((index, input));
                }
            }
        }
        let next = callbacks.iter().enumerate().map(|(from, callback)| {
            let mut next = Vec::new();
            // As in the renderer: duplicate outputs are properties of their own.
            for output in callback.outputs.iter().filter(|output| !output.allow_duplicate) {
                let candidates = if output.id.has_wildcard() {
                    &keyed
                } else {
                    let same = exact.get(&(&output.id, output.property())).into_iter().flatten();
                    next.extend(same.map(|to| Edge { to: *to, output, is_certain: true }));
                    &patterns
                };
                let inputs = candidates.get(output.property()).into_iter().flatten();
                let fed = inputs.filter(|(_, input)| feeds(output, input));
                next.extend(fed.map(|(to, input)| Edge {
                    to: *to,
                    output,
                    is_certain: output.id.has_wildcard() == input.id.has_wildcard(),
                }));
            }
            // What a callback both reads and writes does not trigger it again.
            next.retain(|edge| edge.to != from);
            next
        });
        Self { next: next.collect() }
    }

    /// A circle that can be reached from `start`, if a new one can.
    fn circle(&self, start: usize, seen: &mut [State]) -> Option<Vec<Step<'a>>> {
        if seen[start] != State::New {
            return None;
        }
        let mut found = None;
        // Not recursive: a chain of callbacks may be long.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        seen[start] = State::OnPath;
        while let Some((callback, edge)) = path.last_mut() {
            let Some(Edge { to, .. }) = self.next[*callback].get(*edge) else {
                seen[*callback] = State::Done;
                path.pop();
                continue;
            };
            *edge += 1;
            match seen[*to] {
                State::New => {
                    seen[*to] = State::OnPath;
                    path.push((*to, 0));
                }
                State::OnPath if found.is_none() => {
                    let begin = path.iter().position(|(callback, _)| callback == to).unwrap_or_default();
                    // Each one's edge was counted on already.
                    let step = |(from, edge): &(usize, usize)| {
                        let Edge { output, is_certain, .. } = self.next[*from][edge - 1];
                        Step { from: *from, output, is_certain }
                    };
                    found = Some(path[begin..].iter().map(step).collect());
                }
                State::OnPath | State::Done => (),
            }
        }
        found
    }
}

/// Whether the output may change a component of the input. `ALLSMALLER` leads to larger components only: no way back.
fn feeds(output: &Dependency, input: &Dependency) -> bool {
    let smaller = input.id.wildcards().any(|(_, wildcard)| wildcard == Wildcard::AllSmaller);
    !smaller && output.id.overlaps(&input.id)
}

/// The path round the circle.
fn describe(callbacks: &[&Callback], circle: &[Step<'_>]) -> String {
    let first = circle.first().map(|step| callbacks[step.from].origin().to_string());
    let steps = circle.iter().map(|Step { from, output, .. }| {
        let origin = callbacks[*from].origin();
        format!("{origin} writes `{output}`, which triggers ")
    });
    format!(
        "callbacks trigger one another in a circle: {}{}",
        steps.collect::<String>(),
        first.unwrap_or_default()
    )
}
