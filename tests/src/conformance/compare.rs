//! What counts as equal.

use super::{Answer, Json};

/// A difference between the two halves that is meant.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// What may differ.
    pub what: &'static str,
    /// Why that is no harm.
    pub why: &'static str,
}

/// Every difference that is meant. How JSON is spelt is no difference: see [`Json`].
pub const ALLOWED: &[Allowed] = &[Allowed {
    what: "the body and the media type of an answer whose status is not 200",
    why: "the renderer shows it to a person; Python's is an HTML page of its web framework",
}];

/// Where two answers to one request differ, each with both sides.
pub fn differences(python: &Answer, rust: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    if python.status != rust.status {
        found.push(format!("status: Python {}, Rust {}", python.status, rust.status));
    } else if python.status == 200 {
        if python.media_type != rust.media_type {
            found.push(format!("media type: Python {}, Rust {}", python.media_type, rust.media_type));
        }
        compare("body", python.json.as_ref(), rust.json.as_ref(), &mut found);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer { status, media_type: "application/json".into(), json: Json::parse(body).ok() }
    }

    fn compared(left: &str, right: &str) -> Vec<String> {
        differences(&answer(200, left), &answer(200, right))
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
        assert_eq!(differences(&answer(200, "1"), &answer(204, "")), ["status: Python 200, Rust 204"]);
    }

    #[test]
    fn null_is_not_nothing() {
        assert_eq!(
            compared(r#"{"props":{"title":null}}"#, r#"{"props":{}}"#),
            ["body.props.title: Python Null, Rust nothing"]
        );
    }
}
