use dash::prelude::*;

#[callback(output = "saved.children", input = "save.n_clicks", state = ["name.value", "size.value"])]
fn save(clicks: u64, name: String, size: u64) -> String {
    format!("{clicks} {name} {size}")
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("save").children("save"),
        dcc::Input::new().id("name").value("n"),
        dcc::Slider::new().id("size").min(0).max(10).value(3),
        html::P::new().id("saved"),
    ));
    App::new().layout(layout).callbacks(callbacks![save])
}
