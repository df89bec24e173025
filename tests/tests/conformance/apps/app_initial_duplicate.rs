use dash::PreventInitialCall;
use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = allow_duplicate("out.children"), input = "a.n_clicks")]
fn first(clicks: Any) -> Any {
    clicks
}

#[callback(output = allow_duplicate("out.children"), input = "b.n_clicks")]
fn second(clicks: Any) -> Any {
    clicks
}

#[callback(output = "out.title", input = "b.n_clicks", prevent_initial_call)]
fn third(clicks: Any) -> Any {
    clicks
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("a"),
        html::Button::new().id("b"),
        html::P::new().id("out"),
    ));
    App::new()
        .prevent_initial_callbacks(PreventInitialCall::InitialDuplicate)
        .layout(layout)
        .callbacks(callbacks![first, second, third])
}
