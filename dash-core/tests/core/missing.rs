//! Ids of components that are not there.

use dash_core::{ALL, Call, Callback, Dependency, IdPattern, IntoReply, MATCH, UpdateError};
use serde_json::{Value as Json, json};

use crate::support::{app, ask};

/// The number of values that an optional input with `MATCH` and `ALL` stands for.
fn count(ids: &[Json]) -> Result<Option<Json>, UpdateError> {
    let cells = IdPattern::keys([("row", MATCH), ("cell", ALL)]);
    let callback = Callback::builder("count")
        .output((IdPattern::keys([("row", MATCH)]), "children"))
        .input(Dependency::from((cells, "value")).allow_optional())
        .handler(|mut args| {
            let values: Vec<Json> = args.next()?;
            Ok(Call::blocking(move || IntoReply::<1>::into_reply(values.len())))
        });
    let inputs: Vec<_> = ids.iter().map(|id| json!({"id": id, "property": "value"})).collect();
    let request = json!({
        "output": r#"{"row":["MATCH"]}.children"#,
        "outputs": {"id": {"row": 1}, "property": "children"},
        "inputs": [inputs],
    });
    ask(&app([callback]), &request)
}

#[test]
fn a_component_is_no_sibling_of_a_pattern() {
    let cell = |cell: u8| json!({"cell": cell, "row": 1});
    assert_eq!(count(&[cell(1), cell(2)]).unwrap().unwrap()["response"][r#"{"row":1}"#]["children"], 2);
    let pattern = json!({"cell": ["ALL"], "row": ["MATCH"]});
    assert!(count(std::slice::from_ref(&pattern)).is_ok());
    let neither = json!({"cell": 5, "row": ["MATCH"]});
    for ids in [vec![neither.clone()], vec![pattern, neither]] {
        assert!(matches!(count(&ids), Err(UpdateError::Mismatch { .. })), "{ids:?}");
    }
}
