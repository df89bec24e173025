use dash::prelude::*;

#[callback(output = "out.children", input = ["x.n_clicks", "y.n_clicks"])]
fn triggered(_x: Option<u64>, _y: Option<u64>, ctx: Ctx) -> String {
    ctx.triggered_id().map_or("initial call".to_owned(), |id| id.to_string())
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("x").children("x"),
        html::Button::new().id("y").children("y"),
        dcc::Input::new().id("in"),
        html::P::new().id("out"),
    ));
    App::new().layout(layout).callbacks(callbacks![triggered])
}
