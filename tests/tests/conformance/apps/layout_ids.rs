use dash::ComponentId;
use dash::prelude::*;
use serde_json::json;

pub(crate) fn app() -> App {
    let every = ComponentId::keys([("z", "text"), ("empty", "")])
        .key("a", 7)
        .key("negative", -3)
        .key("no", false)
        .key("yes", true)
        .key("float", 1.5);
    let texts = ComponentId::keys([("键", "值 🦀"), ("dots", "a.b...c"), ("quotes", "\"'\\")]);
    let wild = html::P::new()
        .prop("data-", 0)
        .prop("data-list", json!([1, {"a": null}]))
        .prop("data-null", Value::Null)
        .prop("aria-hidden", true)
        .prop("aria-x", "y");
    let label = html::Label::new()
        .html_for("in")
        .access_key("k")
        .prop("draggable", "true")
        .dir("rtl")
        .prop("spellCheck", false)
        .children("l");
    let children =
        (html::P::new().id(every), html::P::new().id(texts), html::P::new().id("x-y_z: 1 / é"), wild, label);
    let layout = html::Div::new().id(id! { root: 0 }).prop("data-text", "in a property").children(children);
    App::new().layout(layout).callbacks(callbacks![])
}
