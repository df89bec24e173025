use dash::prelude::*;

#[callback(output = "out.children", input = "go.n_clicks", persistent)]
fn follow(clicks: Option<u64>) -> Option<u64> {
    clicks
}

#[callback(input = "go.n_clicks", persistent, prevent_initial_call)]
async fn effect(clicks: Option<u64>, ctx: Ctx) {
    tokio::task::yield_now().await;
    ctx.set_props("out", [("title", clicks)]);
}

#[callback(output = "out.lang", input = "go.n_clicks", persistent = false)]
fn usual(_clicks: Option<u64>) -> &'static str {
    "en"
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("go"), html::P::new().id("out")));
    App::new().layout(layout).callbacks(callbacks![follow, effect, usual])
}
