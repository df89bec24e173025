use dash::prelude::*;

#[callback(output = "out.children", input = "in.value")]
fn echo(value: Option<String>) -> Option<String> {
    value
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((dcc::Input::new().id("in"), html::P::new().id("out")));
    App::new().url_base_pathname("/some/app/").layout(layout).callbacks(callbacks![echo])
}
