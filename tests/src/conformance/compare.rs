//! What counts as equal.

use std::collections::BTreeMap;

use super::{Answer, Json, Request, ids};

/// Where two answers to one request differ, each with both sides.
pub fn differences(request: &Request, python: &Answer, rust: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    if python.status != rust.status {
        found.push(format!("status: Python {}, Rust {}", python.status, rust.status));
        return found;
    }
    if python.status == 200 {
        if python.media_type != rust.media_type {
            found.push(format!("media type: Python {}, Rust {}", python.media_type, rust.media_type));
        }
        let (python, mut rust) = (with_plain_ids(python.json.as_ref()), with_plain_ids(rust.json.as_ref()));
        if request.is_dependencies() {
            let (python, rust) = (python.as_ref(), rust.as_mut());
            if let (Some(Json::List(python)), Some(Json::List(rust))) = (python, rust) {
                equal_outputs(python, rust);
                equal_first_calls(python, rust);
            }
        }
        compare("body", python.as_ref(), rust.as_ref(), &mut found);
    }
    for name in &request.compare {
        let (python, rust) = (python.header(name), rust.header(name));
        if python != rust {
            found.push(format!("header {name}: Python {python:?}, Rust {rust:?}"));
        }
    }
    found
}

fn compare(path: &str, python: Option<&Json>, rust: Option<&Json>, found: &mut Vec<String>) {
    match (python, rust) {
        (Some(Json::Object(left)), Some(Json::Object(right))) => {
            let more = right.keys().filter(|key| !left.contains_key(*key));
            for key in left.keys().chain(more) {
                compare(&format!("{path}.{key}"), left.get(key), right.get(key), found);
            }
        }
        (Some(Json::List(left)), Some(Json::List(right))) => {
            for index in 0..left.len().max(right.len()) {
                compare(&format!("{path}[{index}]"), left.get(index), right.get(index), found);
            }
        }
        (left, right) if left == right => {}
        (left, right) => found.push(format!("{path}: Python {}, Rust {}", show(left), show(right))),
    }
}

fn show(json: Option<&Json>) -> String {
    match json {
        None => "nothing".into(),
        Some(Json::Float(bits)) => f64::from_bits(*bits).to_string(),
        Some(json) => format!("{json:?}"),
    }
}

/// The same with the texts of ids in one spelling: keys of objects, and what stands under `output` and `id`.
fn with_plain_ids(json: Option<&Json>) -> Option<Json> {
    let entry = |(key, value): (&String, &Json)| {
        let value = match value {
            Json::Text(text) if ["output", "id"].contains(&key.as_str()) => Json::Text(ids::plain(text)),
            value => with_plain_ids(Some(value))?,
        };
        Some((ids::plain(key), value))
    };
    Some(match json? {
        Json::Object(entries) => Json::Object(entries.iter().filter_map(entry).collect()),
        Json::List(items) => Json::List(items.iter().filter_map(|item| with_plain_ids(Some(item))).collect()),
        other => other.clone(),
    })
}

/// Dash's `output` in the place of ours, where ours is distinct and Dash's is not, or is made of a path
/// (`distinct-outputs` in [`ALLOWED`](super::ALLOWED)).
fn equal_outputs(python: &[Json], rust: &mut [Json]) {
    let count = |entries: &[Json]| {
        let mut count = BTreeMap::new();
        for output in entries.iter().filter_map(Json::output) {
            *count.entry(output.to_owned()).or_insert(0) += 1;
        }
        count
    };
    let (theirs, ours) = (count(python), count(rust));
    for (python, rust) in python.iter().zip(rust) {
        let (Some(output), Json::Object(entry)) = (python.output(), &mut *rust) else { continue };
        let Some(Json::Text(own)) = entry.get_mut("output") else { continue };
        let is_of_path = matches!(python, Json::Object(entry)
            if entry.get("inputs") == Some(&Json::List(vec![])) && entry.get("no_output") == Some(&Json::Bool(true)));
        let is_free = is_of_path || theirs[output] > 1;
        if is_free && ours[own.as_str()] == 1 && without_hash(output) == without_hash(own) {
            output.clone_into(own);
        }
    }
}

/// Dash's `prevent_initial_call` in the place of ours for callbacks that would never run with it (`runs-at-load` in
/// [`ALLOWED`](super::ALLOWED)).
fn equal_first_calls(python: &[Json], rust: &mut [Json]) {
    for (python, rust) in python.iter().zip(rust) {
        let (Json::Object(python), Json::Object(rust)) = (python, rust) else { continue };
        let prevented = ("prevent_initial_call".to_owned(), Json::Bool(true));
        if python.get("inputs") == Some(&Json::List(vec![])) && python.get(&prevented.0) == Some(&prevented.1)
        {
            rust.extend([prevented]);
        }
    }
}

/// What remains without the 64 hexadecimal digits of each hash.
fn without_hash(output: &str) -> String {
    let is_hash = |part: &str| part.len() == 64 && part.chars().all(|digit| digit.is_ascii_hexdigit());
    output.split(['@', '.']).filter(|part| !is_hash(part)).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer::new(status, [("Content-Type".to_owned(), "application/json".to_owned())], body)
    }

    fn compared(left: &str, right: &str) -> Vec<String> {
        differences(&Request::get("x"), &answer(200, left), &answer(200, right))
    }

    #[test]
    fn a_difference_is_told_with_its_place() {
        assert_eq!(
            compared(r#"{"a":[1,2]}"#, r#"{"a":[1,3]}"#),
            ["body.a[1]: Python Integer(2), Rust Integer(3)"]
        );
        assert_eq!(
            compared(r#"{"a":1}"#, r#"{"b":null}"#),
            ["body.a: Python Integer(1), Rust nothing", "body.b: Python nothing, Rust Null"]
        );
        assert_eq!(compared("[1.5]", "[1.5,true]"), ["body[1]: Python nothing, Rust Bool(true)"]);
        let statuses = differences(&Request::get("x"), &answer(200, "1"), &answer(500, "1"));
        assert_eq!(statuses, ["status: Python 200, Rust 500"]);
    }

    #[test]
    fn null_is_not_nothing() {
        assert_eq!(
            compared(r#"{"props":{"title":null}}"#, r#"{"props":{}}"#),
            ["body.props.title: Python Null, Rust nothing"]
        );
    }

    #[test]
    fn ids_are_compared_without_their_escapes() {
        assert_eq!(compared(r#"{"{\"i\":\"a\\.b\"}":1}"#, r#"{"{\"i\":\"a.b\"}":1}"#), [""; 0]);
        assert_eq!(compared(r#"{"a\\.b":1}"#, r#"{"a.b":1}"#).len(), 2);
    }

    #[test]
    fn only_hashes_that_dash_has_twice_may_differ() {
        let list = |one: char, two: char| {
            let entry = |hash: char| {
                let hash: String = std::iter::repeat_n(hash, 64).collect();
                format!(r#"{{"output":"{hash}","inputs":[{{}}],"no_output":true}}"#)
            };
            answer(200, &format!("[{},{}]", entry(one), entry(two)))
        };
        let count = |python, rust| differences(&Request::get("_dash-dependencies"), &python, &rust).len();
        assert_eq!(count(list('a', 'a'), list('a', 'b')), 0);
        assert_eq!(count(list('a', 'a'), list('b', 'b')), 2);
        assert_eq!(count(list('a', 'c'), list('a', 'b')), 1);
    }
}
