//! The renderer's rules for ids made of keys (`dash-renderer/src/actions/dependencies.js`), and what it would silently
//! not do.

use std::collections::BTreeSet;

use super::Problem;
use crate::callback::{Callback, PreventInitialCall};
use crate::dependency::Dependency;
use crate::id_pattern::{IdPattern, Wildcard};

pub(super) fn problems(callback: &Callback) -> Vec<Problem> {
    let mut problems = Vec::new();
    outputs(callback, &mut problems);
    sources(callback, &mut problems);
    initial_call(callback, &mut problems);
    running(callback, &mut problems);
    problems
}

fn outputs(callback: &Callback, problems: &mut Vec<Problem>) {
    let Some(first) = callback.outputs.first() else { return };
    let expected = matched_keys(first);
    for output in &callback.outputs {
        if let Some((key, _)) = output.id.wildcards().find(|(_, wildcard)| *wildcard == Wildcard::AllSmaller)
        {
            problems.push(Problem::error(format!(
                "output `{output}`: an output has no `ALLSMALLER`; the key `{key}` may be `MATCH` or `ALL`"
            )));
        }
        let found = matched_keys(output);
        if found != expected {
            problems.push(Problem::error(format!(
                "output `{output}`: every output has `MATCH` at the same keys; the first one has it at {}, this one at {}",
                names(&expected),
                names(&found)
            )));
        }
    }
}

fn sources(callback: &Callback, problems: &mut Vec<Problem>) {
    let matched = callback.outputs.first().map(matched_keys).unwrap_or_default();
    let some_output_matches = callback.outputs.iter().any(|output| !matched_keys(output).is_empty());
    let inputs = callback.inputs.iter().map(|input| ("input", input));
    for (role, source) in inputs.chain(callback.state.iter().map(|state| ("state", state))) {
        for (key, wildcard) in source.id.wildcards().filter(|(key, _)| !matched.contains(key)) {
            let problem = match wildcard {
                Wildcard::AllSmaller => "`ALLSMALLER` means smaller than what `MATCH` stands for",
                Wildcard::Match if some_output_matches => {
                    "`MATCH` stands for the same value as in the outputs"
                }
                Wildcard::Match | Wildcard::All => continue,
            };
            problems.push(Problem::error(format!(
                "{role} `{source}`: {problem}, but the first output has no `MATCH` at the key `{key}`"
            )));
        }
    }
}

/// Calls that the renderer would not make when the page has loaded (`protocol.md` 7.5).
fn initial_call(callback: &Callback, problems: &mut Vec<Problem>) {
    if waits(callback) || callback.outputs.is_empty() {
        return;
    }
    let matches = |dependencies: &[Dependency]| {
        dependencies.iter().any(|dependency| !matched_keys(dependency).is_empty())
    };
    if matches(&callback.inputs) && !matches(&callback.outputs) {
        problems.push(Problem::warning(
            "its inputs have `MATCH` and its outputs have not: whether the browser calls it when the page has loaded \
             depends on how many components there are; say `prevent_initial_call`",
        ));
    }
}

/// The renderer looks in the id of the component that changed for what wildcards in `running` stand for.
fn running(callback: &Callback, problems: &mut Vec<Problem>) {
    let patterns =
        callback.running.iter().map(|running| &running.target).filter(|target| target.id.has_wildcard());
    for target in patterns {
        if !waits(callback) {
            problems.push(Problem::warning(format!(
                "running `{target}`: a wildcard stands for a part of the id that changed, and when the page has loaded \
                 none has: the browser would report an error; say `prevent_initial_call`"
            )));
        }
        let needed = target.id.wildcards().filter(|(_, wildcard)| *wildcard != Wildcard::All);
        for (key, wildcard) in needed {
            let lacks = |input: &&Dependency| !has_key(&input.id, key);
            if let Some(input) = callback.inputs.iter().find(lacks) {
                let problem = format!(
                    "running `{target}`: `{wildcard}` stands for the key `{key}` of the input that changed, but the \
                     input `{input}` has no such key"
                );
                let is_hopeless = callback.inputs.iter().all(|input| lacks(&input));
                problems.push(if is_hopeless { Problem::error(problem) } else { Problem::warning(problem) });
            }
        }
    }
}

fn has_key(id: &IdPattern, key: &str) -> bool {
    match id {
        IdPattern::Text(_) => false,
        IdPattern::Keys(keys) => keys.contains_key(key),
    }
}

fn waits(callback: &Callback) -> bool {
    callback.prevent_initial_call == Some(PreventInitialCall::Yes)
}

fn matched_keys(dependency: &Dependency) -> BTreeSet<&str> {
    dependency.id.matched_keys().collect()
}

fn names(keys: &BTreeSet<&str>) -> String {
    if keys.is_empty() {
        return "no key".to_owned();
    }
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
