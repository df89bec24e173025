use dash::prelude::*;
use serde_json::json;

#[callback(output = "store.data", input = "go.n_clicks")]
fn every_operation(_clicks: u64) -> Patch {
    let list = Patch::new().at("l").append(4);
    let list = list.at("l").prepend(0);
    let list = list.at("l").insert(1, "i");
    let list = list.at("l").insert(-1, Value::Null);
    let list = list.at("l").extend([Value::from(7), 8.5.into()]);
    let list = list.at("l").extend(["x", "y"]);
    let list = list.at("l").remove(7);
    let list = list.at("l").reverse();
    let list = list.at(("l", -1)).assign("last");
    let list = list.at(("l", 0)).delete();
    let object = list.at("d").merge(Map::new().with("z", 1).with("y", [true]));
    let object = object.at("d").merge([("x", Value::Null)]);
    let object = object.at(("d", "k")).delete();
    let number = object.at("n").add(2).at("n").sub(1).at("n").mul(1.5).at("n").div(2);
    let deep = number.at(("new", "deep", 0, "er", 1, "é")).assign(json!({"a": "b"}));
    deep.at("d").clear()
}

#[callback(output = "list.children", input = "go.n_clicks")]
fn whole_property(clicks: u64) -> Patch {
    Patch::new()
        .append(html::Li::new().id("added").children(format!("click {clicks}")))
        .prepend("text")
        .extend([html::Li::new().children(html::B::new().children("c")), html::Li::new()])
        .insert(2, 1)
        .remove("text")
        .reverse()
        .at((0, "props", "children"))
        .assign(html::I::new().children("new"))
        .clear()
}

#[callback(output = "list.title", input = "go.n_clicks")]
fn arithmetic(_clicks: u64) -> Patch {
    Patch::new().add("more").sub(1).mul(2).div(4).merge([("a", 1)])
}

#[callback(
    output = ["graph.figure", "count.children", "count.title"],
    input = "go.n_clicks",
    running = ("list.style", Patch::new().at("color").assign("red"), Patch::new().at("color").delete()),
)]
fn among_others(clicks: u64) -> (Update<Patch>, u64, Update<String>) {
    let more = Patch::new().at(("data", 0, "y")).append(clicks);
    let titled = more.at("layout").at(["title", "text"]).assign(format!("{clicks} clicks"));
    (Update::Set(titled), clicks, Update::Keep)
}

#[callback(output = "count.hidden", input = "go.n_clicks")]
fn nothing(_clicks: u64) -> Patch {
    Patch::new()
}

pub(crate) fn app() -> App {
    let figure = json!({"data": [{"y": [1, 2]}], "layout": {"title": {"text": "first"}}});
    let layout = html::Div::new().children((
        html::Button::new().id("go").children("go"),
        dcc::Store::new().id("store").data(json!({"l": [1, 2, 3], "d": {"k": 1}, "n": 5})),
        html::Ul::new().id("list").children([html::Li::new().children("a")]),
        dcc::Graph::new().id("graph").figure(figure),
        html::P::new().id("count").children("0"),
    ));
    App::new().layout(layout).callbacks(callbacks![
        every_operation,
        whole_property,
        arithmetic,
        among_others,
        nothing,
    ])
}
