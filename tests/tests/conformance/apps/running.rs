use dash::prelude::*;

#[callback(
    output = "out.children",
    input = "go.n_clicks",
    running = [
        ("go.disabled", true, false),
        ("note.children", "busy", Value::Null),
        ("note.style", Map::new().with("color", "red").with("width", 1.5), Map::new()),
        ("go.children", [Component::from(html::B::new().children("wait"))], "go"),
    ],
)]
fn work(clicks: Option<u64>) -> Option<u64> {
    clicks
}

#[callback(output = "out.title", input = "go.n_clicks", running = ("go.title", "busy", ""))]
fn one(_clicks: Option<u64>) -> &'static str {
    "t"
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("go").children("go"),
        html::P::new().id("out"),
        html::P::new().id("note"),
    ));
    App::new().layout(layout).callbacks(callbacks![work, one])
}
