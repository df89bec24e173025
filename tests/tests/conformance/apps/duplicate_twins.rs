use dash::prelude::*;

#[callback(output = allow_duplicate("log.children"), input = "go.n_clicks", prevent_initial_call)]
fn one(_clicks: Option<u64>) -> &'static str {
    "one"
}

#[callback(output = allow_duplicate("log.children"), input = "go.n_clicks", prevent_initial_call)]
fn two(_clicks: Option<u64>) -> &'static str {
    "two"
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("go"), html::P::new().id("log")));
    App::new().layout(layout).callbacks(callbacks![one, two])
}
