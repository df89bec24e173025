use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = "a.children", input = "go.n_clicks")]
fn waits(clicks: Any) -> Any {
    clicks
}

#[callback(output = "b.children", input = "go.n_clicks", prevent_initial_call = false)]
fn does_not(clicks: Any) -> Any {
    clicks
}

#[callback(output = "c.children", input = "go.n_clicks", prevent_initial_call = true)]
fn waits_too(clicks: Any) -> Any {
    clicks
}

#[callback(output = allow_duplicate("c.children"), input = "go.title")]
fn duplicate(title: Any) -> Any {
    title
}

#[callback(input = "go.n_clicks")]
fn effect(_clicks: Any) {}

#[callback(output = "b.title")]
fn without_inputs() -> &'static str {
    "loaded"
}

#[clientside_callback(output = "a.title", input = "go.n_clicks")]
const CLIENTSIDE: &str = "(clicks) => clicks";

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("go"),
        html::P::new().id("a"),
        html::P::new().id("b"),
        html::P::new().id("c"),
    ));
    App::new().prevent_initial_callbacks(true).layout(layout).callbacks(callbacks![
        waits,
        does_not,
        waits_too,
        duplicate,
        effect,
        without_inputs,
        CLIENTSIDE
    ])
}
