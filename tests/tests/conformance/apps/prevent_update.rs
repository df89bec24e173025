use dash::prelude::*;

#[callback(output = "out.children", input = "in.value")]
fn even(value: Option<i64>) -> Result<i64, PreventUpdate> {
    value.filter(|value| value % 2 == 0).ok_or(PreventUpdate)
}

#[callback(output = ["a.children", "b.children"], input = "in.value")]
fn both(value: Option<i64>) -> Result<(i64, i64), PreventUpdate> {
    let value = value.ok_or(PreventUpdate)?;
    Ok((value, -value))
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in").type_(dcc::InputType::Number),
        html::P::new().id("out"),
        html::P::new().id("a"),
        html::P::new().id("b"),
    ));
    App::new().layout(layout).callbacks(callbacks![even, both])
}
