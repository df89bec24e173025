//! Who is compared must do the same work.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::contestant::Contestant;
use super::http::ask;
use super::server::Server;
use super::workload::{Request, WORKLOADS, Workload};

/// Compares what all servers answer to every workload, ours being the standard.
pub(super) fn check(python: bool, target: &Path) -> Result<(), String> {
    let mut problems = Vec::new();
    for (at, workload) in WORKLOADS.iter().enumerate() {
        // Servers that start alike are started once.
        if WORKLOADS[..at].iter().any(|earlier| starts_alike(earlier, workload)) {
            continue;
        }
        let alike: Vec<_> = WORKLOADS.iter().filter(|other| starts_alike(other, workload)).collect();
        let mut answers: Vec<(Contestant, Vec<Value>)> = Vec::new();
        for contestant in Contestant::with_python(python) {
            let mut server = Server::start(contestant, workload, target)?;
            server.wait_until_it_serves("/_dash-layout", Duration::from_millis(20))?;
            let asked: Result<_, _> = alike.iter().map(|workload| answer(server.port, workload)).collect();
            answers.push((contestant, asked.map_err(|error| format!("{}: {error}", contestant.title()))?));
        }
        let Some((_, ours)) = answers.iter().find(|(contestant, _)| *contestant == Contestant::Ours) else {
            continue;
        };
        for (contestant, theirs) in &answers {
            for ((workload, ours), theirs) in alike.iter().zip(ours).zip(theirs) {
                if ours != theirs {
                    problems.push(difference(workload, *contestant, ours, theirs));
                }
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

fn starts_alike(one: &Workload, other: &Workload) -> bool {
    (one.is_large(), one.needs_async()) == (other.is_large(), other.needs_async())
}

fn answer(port: u16, workload: &Workload) -> Result<Value, String> {
    let bytes = match workload.request {
        Request::Get(path) => ask(port, path, None)?,
        Request::Callback => {
            let file = super::payloads().join(format!("{}.json", workload.name));
            let body = fs::read_to_string(&file);
            let body = body.map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            ask(port, super::UPDATE, Some(&body))?
        }
    };
    let answer = serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", workload.name))?;
    Ok(without_nulls(answer))
}

/// Python writes properties that nobody gave as null, where we write nothing.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let given = entries.into_iter().filter(|(_, value)| !value.is_null());
            given.map(|(key, value)| (key, without_nulls(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        value => value,
    }
}

fn difference(workload: &Workload, contestant: Contestant, ours: &Value, theirs: &Value) -> String {
    let start = |value: &Value| value.to_string().chars().take(200).collect::<String>();
    format!(
        "{}: {} answers differently\n  ours   {}\n  theirs {}",
        workload.name,
        contestant.title(),
        start(ours),
        start(theirs)
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_nobody_gave_makes_no_difference() {
        let python = json!([{"id": "a", "children": null, "style": {"b": [1, null]}}]);
        assert_eq!(without_nulls(python), json!([{"id": "a", "style": {"b": [1, null]}}]));
        assert_ne!(without_nulls(json!({"a": 0})), json!({}));
    }
}
