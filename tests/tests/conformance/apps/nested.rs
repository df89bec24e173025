use dash::prelude::*;

#[callback(output = "tabs.children", input = "list.value")]
fn tabs(values: Vec<String>) -> Vec<dcc::Tab> {
    let tab = |value: String| {
        let label = html::B::new().children(value.clone());
        dcc::Tab::new().label(label).value(value.clone()).children(html::P::new().children(value))
    };
    values.into_iter().map(tab).collect()
}

#[callback(output = "list.options", input = "tabs.value")]
fn options(value: String) -> Vec<Map> {
    vec![Map::new().with("label", html::U::new().children(value.clone())).with("value", value)]
}

pub(crate) fn app() -> App {
    let one = dcc::Tab::new()
        .label(html::B::new().id("label").children("1"))
        .value("1")
        .children(html::Div::new().id("one").children("one"));
    let two = dcc::Tab::new().label("2").value("2").children("two");
    let deep = html::Div::new().children(html::Div::new().children(html::Div::new().id("deep")));
    let u = Map::new().with("label", html::U::new().children("u")).with("value", "u");
    let v = Map::from([("label", "v"), ("value", "v")]);
    let layout = html::Div::new().children((
        dcc::Tabs::new().id("tabs").value("1").children((one, two)),
        dcc::Loading::new().custom_spinner(html::I::new().id("spinner").children("wait")).children(deep),
        dcc::Checklist::new().id("list").options([u, v]).value(["u"]),
    ));
    App::new().layout(layout).callbacks(callbacks![tabs, options])
}
