use dash::prelude::*;

#[callback(output = "out.children", input = "in.value", state = "state.value")]
fn checked(value: Option<String>, _state: Option<u64>) -> Result<Option<String>, &'static str> {
    match value.as_deref() {
        Some("bad") => Err("secret detail"),
        _ => Ok(value),
    }
}

#[callback(output = ["a.children", "b.children"], input = "in.value")]
fn two(value: Option<String>) -> (Option<String>, Option<String>) {
    (value.clone(), value)
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        dcc::Input::new().id("state"),
        html::P::new().id("out"),
        html::P::new().id("a"),
        html::P::new().id("b"),
    ));
    App::new().layout(layout).callbacks(callbacks![checked, two])
}
