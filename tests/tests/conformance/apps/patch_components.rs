use dash::prelude::*;
use serde_json::json;

#[callback(output = "box.children", input = "go.n_clicks")]
fn container(clicks: u64) -> Patch {
    let made = html::P::new().id(id! { made: clicks }).children((
        html::B::new().children(clicks),
        Value::Null,
        "text",
    ));
    let deeper = Value::from(vec![html::I::new().children("deeper")]);
    let replaced = html::P::new().style([("color", "red")]).prop("data-x", [1]).children("replaced");
    Patch::new()
        .append(made)
        .prepend(vec![Value::from(html::I::new().children("i")), deeper])
        .insert(-2, html::Hr::new())
        .extend([html::Br::new().into(), Value::from(json!({"not": "a component"})), 1.5.into()])
        .at(0)
        .assign(replaced)
        .at((1, "props"))
        .merge(Map::new().with("children", html::Em::new()).with("title", "t"))
        .at((1, "props"))
        .merge([("hidden", true)])
        .remove(html::Hr::new())
        .at((-1, "props", "children", 0))
        .at(("props", "children"))
        .add(clicks)
}

#[callback(output = ["one.children", "one.title"], input = "go.n_clicks")]
async fn one(clicks: u64) -> (Patch, Patch) {
    tokio::task::yield_now().await;
    let spans: Vec<_> = (0..clicks).map(|n| html::Span::new().children(n)).collect();
    let patch = Patch::new().at(("props", "children")).assign(spans).at(("props", "style")).delete();
    (patch, Patch::new().add(" more"))
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("go"),
        html::Div::new().id("box").children([html::P::new().children("a")]),
        html::Div::new().id("one").children(html::P::new()),
    ));
    App::new().layout(layout).callbacks(callbacks![container, one])
}
