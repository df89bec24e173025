use dash::prelude::*;

#[callback(output = "a.children", input = "in.value")]
fn usual(value: Option<String>) -> Option<String> {
    value
}

#[callback(output = "b.children", input = "in.value", prevent_initial_call)]
fn prevented(value: Option<String>) -> Option<String> {
    value
}

#[callback(output = "c.children", input = "in.value", prevent_initial_call = false)]
fn not_prevented(value: Option<String>) -> Option<String> {
    value
}

#[callback(output = "d.children", input = "in.value", prevent_initial_call = "initial_duplicate")]
fn initial_duplicate(value: Option<String>) -> Option<String> {
    value
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("a"),
        html::P::new().id("b"),
        html::P::new().id("c"),
        html::P::new().id("d"),
    ));
    App::new().layout(layout).callbacks(callbacks![usual, prevented, not_prevented, initial_duplicate])
}
