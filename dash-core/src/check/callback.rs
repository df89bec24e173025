//! What is wrong with a callback whatever the layout and the other callbacks.

use std::collections::HashSet;

use super::{Problem, roles};
use crate::callback::{Callback, PreventInitialCall};
use crate::clientside::ClientsideFunction;
use crate::component_id::IdValue;
use crate::data::DataMap;
use crate::dependency::Dependency;
use crate::id_pattern::{IdPattern, KeyPattern};

pub(super) fn problems<'a>(callback: &'a Callback, data: &'a DataMap) -> impl Iterator<Item = Problem> + 'a {
    let waits = callback.prevent_initial_call.is_some_and(|prevent| prevent != PreventInitialCall::No);
    let eager =
        callback.outputs.iter().filter(move |output| output.allow_duplicate && !waits).map(|output| {
            let advice = "with `allow_duplicate` goes `prevent_initial_call`, or `\"initial_duplicate\"`";
            Problem::error(format!(
                "output `{output}`: {advice}: at load nobody knows which callback comes last"
            ))
        });
    let never = callback.inputs.is_empty() && callback.prevent_initial_call == Some(PreventInitialCall::Yes);
    let never = never.then(|| {
        Problem::error(
            "without an input a callback runs when the page has loaded, which `prevent_initial_call` prevents",
        )
    });
    let ids = roles(callback).filter_map(|(role, dependency)| {
        malformed(dependency).map(|problem| Problem::error(format!("{role} `{dependency}`: {problem}")))
    });
    let mut targets = HashSet::new();
    let doubled = callback.running.iter().filter(move |running| !targets.insert(&running.target));
    let doubled =
        doubled.map(|running| Problem::error(format!("running `{}` is declared twice", running.target)));
    let missing = callback.data_checks.iter().filter_map(move |check| check(data).err()).map(Problem::error);
    let own = callback.problems.iter().cloned().map(Problem::error);
    let function = callback.clientside.as_ref().and_then(ClientsideFunction::problem).map(Problem::error);
    eager
        .chain(never)
        .chain(ids)
        .chain(doubled)
        .chain(missing)
        .chain(own)
        .chain(function)
        .chain(limits(callback))
}

fn limits(callback: &Callback) -> impl Iterator<Item = Problem> {
    let none = (callback.concurrency == Some(0)).then_some("`concurrency` is 0: no call would ever begin");
    let no_time = callback.timeout.is_some_and(|timeout| timeout.is_zero());
    let no_time = no_time.then_some("`timeout` is 0: every call would be late");
    none.into_iter().chain(no_time).map(Problem::error)
}

/// What is wrong with a dependency whatever the layout.
pub(super) fn malformed(dependency: &Dependency) -> Option<&'static str> {
    match &dependency.id {
        IdPattern::Text(id) if id.is_empty() => Some("its id is empty"),
        IdPattern::Text(id) if id.contains(['.', '{']) => Some("an id holds no `.` and no `{`"),
        IdPattern::Keys(keys) if keys.is_empty() => Some("its id has no key"),
        IdPattern::Keys(keys) if keys.keys().any(|key| key.is_empty()) => Some("a key of its id has no name"),
        IdPattern::Keys(keys) if keys.values().any(is_no_number) => Some("a key of its id is no number"),
        _ if dependency.property.is_empty() => Some("it names no property"),
        _ if dependency.property.contains('.') => Some("a property holds no `.`"),
        _ => None,
    }
}

/// NaN and the infinities are null in JSON, and null is no id.
fn is_no_number(value: &KeyPattern) -> bool {
    matches!(value, KeyPattern::Value(IdValue::Number(text)) if text.as_str() == "null")
}
