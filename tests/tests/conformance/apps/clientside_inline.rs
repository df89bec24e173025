use dash::prelude::*;

#[clientside_callback(output = "a.children", input = "in.value")]
const BARE: &str = r#"function(a){return a + "!";}"#;

#[clientside_callback(
    output = ["a.title", { row: ALL }.children],
    input = "in.value",
    state = "b.children",
    prevent_initial_call,
)]
const LISTED: &str = r#"
    (value, text) => {
        // A comment with "quotes", ünïcode and a < b && c > d.
        return [value, text];
    }
    "#;

#[clientside_callback(output = ["b.title"], input = ["in.value"])]
const AGAIN: &str = r#"function(a){return a + "!";}"#;

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("a"),
        html::P::new().id("b"),
        html::P::new().id(id! { row: 1 }),
    ));
    App::new().layout(layout).callbacks(callbacks![BARE, LISTED, AGAIN])
}
