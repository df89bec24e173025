//! The callbacks by hand on axum, the way one writes it first: `Json` in and out, values as trees.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use dash_benches::data::figure;
use dash_benches::peer::{payload, serve};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Deserialize)]
struct Request {
    output: String,
    inputs: Vec<Argument>,
    #[serde(default)]
    state: Vec<Argument>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Argument {
    One(Property),
    Many(Vec<Property>),
}

#[derive(Deserialize)]
struct Property {
    #[serde(default)]
    value: Value,
}

impl Argument {
    fn value(&self) -> &Value {
        match self {
            Self::One(property) => &property.value,
            Self::Many(_) => &Value::Null,
        }
    }
}

#[derive(Serialize)]
struct Reply<T> {
    multi: bool,
    response: BTreeMap<String, BTreeMap<&'static str, T>>,
}

fn reply<T: Serialize>(values: impl IntoIterator<Item = (String, &'static str, T)>) -> Response {
    let response = values.into_iter().map(|(id, property, value)| (id, BTreeMap::from([(property, value)])));
    Json(Reply { multi: true, response: response.collect() }).into_response()
}

fn children<T: Serialize>(id: &str, value: T) -> Response {
    reply([(id.to_owned(), "children", value)])
}

async fn update(Json(Request { output, inputs, state }): Json<Request>) -> Response {
    let Some(first) = inputs.first() else { return StatusCode::BAD_REQUEST.into_response() };
    match output.as_str() {
        "out.children" => children("out", format!("clicked {} times", first.value())),
        "sync-out.children" => {
            let n = first.value().clone();
            let text = tokio::task::spawn_blocking(move || format!("clicked {n} times")).await;
            children("sync-out", text.unwrap_or_default())
        }
        "sum.children" => {
            let Argument::Many(items) = first else { return StatusCode::BAD_REQUEST.into_response() };
            children("sum", items.iter().filter_map(|item| item.value.as_i64()).sum::<i64>())
        }
        "graph.figure" => reply([("graph".to_owned(), "figure", figure())]),
        "count.children" => children("count", first.value().as_array().map_or(0, Vec::len)),
        "waited.children" => {
            tokio::time::sleep(Duration::from_millis(100)).await;
            children("waited", format!("slept {}", first.value()))
        }
        "blocked.children" => {
            let block = || std::thread::sleep(Duration::from_millis(100));
            let done = tokio::task::spawn_blocking(block).await;
            children("blocked", done.map(|()| format!("slept {}", first.value())).unwrap_or_default())
        }
        wide if wide.starts_with("..w2o0.") => {
            let text = |argument: &Argument| argument.value().as_str().unwrap_or_default().to_owned();
            let pairs = inputs.iter().zip(&state).enumerate();
            reply(pairs.map(|(at, (input, state))| {
                (format!("w2o{at}"), "children", format!("{}/{}", text(input), text(state)))
            }))
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(Clone)]
struct Page {
    layout: Arc<Value>,
    dependencies: Arc<Value>,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let read = |name| Ok::<_, std::io::Error>(Arc::new(serde_json::from_str(&payload(name)?)?));
    let page = Page { layout: read("layout.json")?, dependencies: read("dependencies.json")? };
    let routes = Router::new()
        .route("/_dash-update-component", post(update))
        .route("/_dash-layout", get(async |State(page): State<Page>| Json(&*page.layout).into_response()))
        .route(
            "/_dash-dependencies",
            get(async |State(page): State<Page>| Json(&*page.dependencies).into_response()),
        );
    serve(routes.with_state(page)).await
}
