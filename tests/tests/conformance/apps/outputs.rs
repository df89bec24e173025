use dash::prelude::*;

#[callback(output = ["upper.children", "length.children", "length.hidden"], input = "text.value")]
fn measure(text: String) -> (String, usize, bool) {
    (text.to_uppercase(), text.len(), text.is_empty())
}

#[callback(output = "alone.children", input = "text.value")]
fn alone(text: String) -> String {
    text
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("text").value("abc"),
        html::P::new().id("upper"),
        html::P::new().id("length"),
        html::P::new().id("alone"),
    ));
    App::new().layout(layout).callbacks(callbacks![measure, alone])
}
