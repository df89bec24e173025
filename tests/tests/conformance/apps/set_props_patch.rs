use dash::prelude::*;

#[callback(input = "go.n_clicks")]
fn effect(clicks: u64, ctx: Ctx) {
    let items = Patch::new().append(html::Li::new().children(format!("click {clicks}")));
    let style = Patch::new().merge([("color", "red")]);
    ctx.set_props("list", [("children", items)]);
    ctx.set_props("store", [("data", Patch::new().at("n").add(clicks))]);
    ctx.set_props(id! { row: 0 }, Map::new().with("style", style).with("children", clicks));
    ctx.set_props("store", [("data", Patch::new().at("n").assign(0))]);
}

#[callback(output = "store.data", input = "go.n_clicks")]
fn beside(clicks: u64, ctx: Ctx) -> Patch {
    ctx.set_props("list", [("children", Patch::new().clear())]);
    Patch::new().at("m").assign(clicks)
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("go"),
        html::Ul::new().id("list").children(Vec::<Component>::new()),
        dcc::Store::new().id("store").data(Map::new().with("n", 1)),
        html::P::new().id(id! { row: 0 }).style(Map::new()),
    ));
    App::new().layout(layout).callbacks(callbacks![effect, beside])
}
