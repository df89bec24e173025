use std::time::Duration;

use dash::prelude::*;
use serde_json::Value as Any;

#[callback(output = "out.children", input = "go.n_clicks")]
fn timed(clicks: Any, ctx: Ctx) -> Any {
    ctx.record_timing("query", Duration::from_millis(123), "my task");
    ctx.record_timing("draw", Duration::from_millis(1500), None);
    clicks
}

#[callback(output = "out.title", input = "go.n_clicks")]
fn untimed(clicks: Any) -> Any {
    clicks
}

#[callback(input = "go.n_clicks")]
fn nothing(_clicks: Any, ctx: Ctx) {
    ctx.record_timing("alone", Duration::from_millis(1), None);
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("go"), html::P::new().id("out")));
    App::new().debug(true).layout(layout).callbacks(callbacks![timed, untimed, nothing])
}
