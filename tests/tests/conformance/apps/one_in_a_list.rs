use dash::prelude::*;

#[callback(output = ["out.children"], input = ["text.value"])]
fn listed(text: Option<String>) -> (Option<String>,) {
    (text,)
}

#[callback(output = "bare.children", input = "text.value")]
fn bare(text: Option<String>) -> Vec<Option<String>> {
    vec![text]
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("text"),
        html::P::new().id("out"),
        html::P::new().id("bare"),
    ));
    App::new().layout(layout).callbacks(callbacks![listed, bare])
}
