use dash::prelude::*;

#[callback(output = "out.children", input = "in.value")]
fn single(value: i64) -> Update<i64> {
    if value == 0 { Update::Keep } else { Update::Set(value) }
}

#[callback(output = ["a.children", "b.children"], input = "in.value")]
fn several(value: i64) -> (Update<i64>, Update<i64>) {
    match value {
        1.. => (Update::Set(value), Update::Keep),
        0 => (Update::Keep, Update::Keep),
        _ => (Update::Keep, Update::Set(value)),
    }
}

#[callback(output = ["a.title", "b.title"], input = "in.value")]
fn whole(value: i64) -> Update<(&'static str, &'static str)> {
    if value == 0 { Update::Keep } else { Update::Set(("a", "b")) }
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in").type_(dcc::InputType::Number),
        html::P::new().id("out"),
        html::P::new().id("a"),
        html::P::new().id("b"),
    ));
    App::new().layout(layout).callbacks(callbacks![single, several, whole])
}
