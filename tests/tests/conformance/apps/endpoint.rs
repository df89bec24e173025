use dash::BoxError;
use dash::prelude::*;
use serde_json::{Value as Any, json};

#[callback(output = "out.style", input = "n.value", api_endpoint = "/api/size")]
fn size(n: u64) -> Map {
    Map::new().with("fontSize", n)
}

#[callback(
    output = ["out.children", "other.children"],
    input = "n.value",
    state = "m.data",
    api_endpoint = "/api/v1/sum-of",
)]
async fn total(number: i64, more: Option<Vec<i64>>) -> Result<(i64, Value), BoxError> {
    tokio::task::yield_now().await;
    let more = more.ok_or("nothing to add")?;
    if more.is_empty() {
        return Err(PreventUpdate.into());
    }
    Ok((number + more.iter().sum::<i64>(), Value::Null))
}

#[callback(output = "other.title", input = "n.value", api_endpoint = "/api/text")]
fn text(n: String) -> String {
    format!("ü {n}")
}

#[callback(
    output = "other.dir",
    input = { row: ALL }.value,
    state = { row: 1 }.title,
    api_endpoint = "/api/rows",
)]
fn rows(values: Vec<Any>, title: Any) -> Any {
    json!({"values": values, "title": title})
}

#[callback(output = "other.lang", api_endpoint = "/api/now")]
fn now() -> &'static str {
    "now"
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("n"),
        dcc::Store::new().id("m"),
        html::P::new().id("out"),
        html::P::new().id("other"),
    ));
    App::new().url_base_pathname("/sales/").layout(layout).callbacks(callbacks![size, total, text, rows, now])
}
