use dash::prelude::*;
use dash::{Call, Callback, ComponentId, IntoReply};

fn row() -> ComponentId {
    ComponentId::keys([("type", "row")]).key("index", 3).key("on", true)
}

fn go() -> ComponentId {
    ComponentId::keys([("type", "go")]).key("index", 1)
}

fn keys() -> Callback {
    Callback::builder("keys").output((row(), "children")).input((go(), "n_clicks")).handler(|mut args| {
        let clicks: Option<u64> = args.next()?;
        Ok(Call::blocking(move || IntoReply::<1>::into_reply(clicks)))
    })
}

pub(crate) fn app() -> App {
    let text = html::Div::new()
        .id(row())
        .class_name("a b")
        .style(Map::new().with("marginTop", 4).with("color", "red").with("opacity", 0.5))
        .prop("title", Value::Null)
        .hidden(false)
        .tab_index(-1)
        .prop("data-count", 3)
        .prop("aria-label", "label")
        .children("text");
    let all = Map::new().with("label", "all").with("style", Map::from([("color", "red")]));
    let slider = dcc::Slider::new()
        .id("slide")
        .min(0)
        .max(10)
        .value(5)
        .marks(Map::new().with("0", "none").with("10", all));
    let dropdown =
        dcc::Dropdown::new().id("drop").options(Map::from([("a", "A"), ("b", "B")])).value(["a"]).multi(true);
    let layout =
        html::Div::new().children((text, html::Button::new().id(go()).children("go"), dropdown, slider));
    App::new().layout(layout).callbacks([keys()])
}
