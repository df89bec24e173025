use dash::prelude::*;

#[callback(output = { type: "row", index: ALL }.children, input = "go.n_clicks")]
fn each(clicks: u64) -> Vec<u64> {
    (clicks..clicks + 3).collect()
}

#[callback(output = { type: "row", index: ALL }.title, input = "go.n_clicks")]
fn some(clicks: u64) -> Vec<Update<Option<&'static str>>> {
    if clicks == 0 {
        return vec![Update::Keep; 3];
    }
    vec![Update::Set(Some("first")), Update::Keep, Update::Set(None)]
}

#[callback(
    output = [{ type: "row", index: ALL }.lang, { type: "row", index: ALL }.dir],
    input = "go.n_clicks",
)]
fn twice(clicks: u64) -> (Vec<Update<&'static str>>, Vec<Update<Option<&'static str>>>) {
    let direction = (clicks > 0).then_some("rtl");
    (vec![Update::Set("en"), Update::Keep], vec![Update::Keep, Update::Set(direction)])
}

#[callback(output = { index: ALL }.children, input = "go.n_clicks")]
fn none(_clicks: u64) -> Vec<u64> {
    Vec::new()
}

pub(crate) fn app() -> App {
    let row = |index: u64| html::P::new().id(id! { type: "row", index: index });
    let mut children: Vec<Component> = vec![html::Button::new().id("go").children("go").into()];
    children.extend((0..3).map(row).map(Component::from));
    App::new().layout(html::Div::new().children(children)).callbacks(callbacks![each, some, twice, none])
}
