use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = "place.children", input = "make.n_clicks", prevent_initial_call)]
fn make(_clicks: Option<u64>) -> html::Div {
    html::Div::new().children((
        dcc::Input::new().id("made").value(1),
        html::P::new().id("made-out"),
        html::P::new().id(id! { made: "out" }),
    ))
}

#[callback(output = ["made-out.children", { made: "out" }.children], input = "made.value")]
fn echo(value: Any) -> (Any, Any) {
    (value.clone(), value)
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("make"), html::Div::new().id("place")));
    App::new().suppress_callback_exceptions(true).layout(layout).callbacks(callbacks![make, echo])
}
