use dash::prelude::*;

#[derive(Outputs)]
struct Nested {
    #[output("a.children")]
    a: String,
    #[output("b.children")]
    b: Update<String>,
    #[output("c.children")]
    c: html::B,
    #[output("c.title")]
    title: Option<String>,
}

#[callback(output = Nested, input = "in.value")]
fn nested(value: String) -> Nested {
    Nested { a: value.clone(), b: Update::Keep, c: html::B::new().children(value), title: None }
}

#[callback(output = ["a.title", "b.title", "c.hidden"], input = "in.value")]
fn tuples(value: String) -> (String, String, bool) {
    (value.clone(), value, false)
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("a"),
        html::P::new().id("b"),
        html::P::new().id("c"),
    ));
    App::new().layout(layout).callbacks(callbacks![nested, tuples])
}
