//! Clientside callbacks in the grammar.

use dash::{ClientsideFunction, callbacks, clientside_callback};
use serde_json::{Value as Json, json};

use crate::support::{app, ask};

#[clientside_callback(output = "greeting.children", input = "name.value", prevent_initial_call)]
const GREET: &str = "(name) => `Hello, ${name}!`";

#[clientside_callback(output = "again.children", input = "name.value")]
const GREET_AGAIN: &str = "(name) => `Hello, ${name}!`";

#[clientside_callback(output = { type: "chart", index: MATCH }.figure, input = { type: "zoom", index: MATCH }.value)]
const ZOOM: ClientsideFunction = ClientsideFunction::new("charts", "zoom");

/// C31, C32: they are declared, never run, and the page brings each inline function once.
#[test]
fn c31_clientside_callbacks_are_declared_and_never_run() {
    let callbacks = callbacks![GREET, GREET_AGAIN, ZOOM];
    let app = app(callbacks);
    let declared: Json = serde_json::from_slice(app.dependencies()).unwrap();
    assert_eq!(declared[2]["clientside_function"], json!({"namespace": "charts", "function_name": "zoom"}));
    assert_eq!(declared[0]["clientside_function"]["namespace"], "_dashprivate_clientside_funcs");
    assert_eq!(declared[0]["prevent_initial_call"], true);
    assert_eq!(app.inline_scripts().len(), 1);
    let request = json!({
        "output": "greeting.children", "outputs": {"id": "greeting", "property": "children"},
        "inputs": [{"id": "name", "property": "value"}],
    });
    let error = ask(callbacks, &request).unwrap_err().to_string();
    assert!(error.contains("runs in the browser"), "{error}");
}
