use std::collections::BTreeMap;

use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = "out.data", input = "go.n_clicks")]
fn describe(_clicks: Any, ctx: Ctx) -> Any {
    let cookies: BTreeMap<_, _> = ctx.cookies().into_iter().collect();
    let names = ["X-One", "X-CSRFToken", "accept-language", "X-Gone"];
    json!({
        "cookies": cookies,
        "cookie": ctx.cookie("theme"),
        "headers": names.map(|name| ctx.header(name)),
        "path": ctx.path(),
        "query": ctx.query().unwrap_or_default(),
    })
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("go"), dcc::Store::new().id("out")));
    App::new().url_base_pathname("/at/").layout(layout).callbacks(callbacks![describe])
}
