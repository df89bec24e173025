use dash::ClientsideFunction;
use dash::prelude::*;

#[callback(output = "out.children", input = "in.value")]
fn serverside(value: Option<String>) -> Option<String> {
    value
}

#[clientside_callback(
    output = allow_duplicate("out.children"),
    input = ["in.value", allow_optional("gone.value")],
    prevent_initial_call,
)]
const DUPLICATE: ClientsideFunction = ClientsideFunction::new("charts", "zoom");

#[clientside_callback(
    output = { index: MATCH }.className,
    input = { index: MATCH }.value,
    state = { index: ALLSMALLER }.value,
)]
const PATTERN: ClientsideFunction = ClientsideFunction::new("charts", "a b.c");

#[clientside_callback(input = "in.value")]
const EFFECT: ClientsideFunction = ClientsideFunction::new("charts", "effect");

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("out"),
        dcc::Input::new().id(id! { index: 0 }),
        html::P::new().id(id! { out: 0 }),
    ));
    App::new().layout(layout).callbacks(callbacks![serverside, DUPLICATE, PATTERN, EFFECT])
}
