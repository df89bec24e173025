//! One callback for each workload.

use std::time::Duration;

use dash::prelude::*;

use super::wide::wide;
use crate::data::{Figure, Row, figure};

pub(super) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("btn"), html::Div::new().id("out")));
    let callbacks = callbacks![tiny, tiny_sync, wide, sum, draw, count, wait, block];
    App::new().layout(layout).callbacks(callbacks).suppress_callback_exceptions(true)
}

/// W1
#[callback(output = "out.children", input = "btn.n_clicks")]
async fn tiny(n: u64) -> String {
    format!("clicked {n} times")
}

/// W1s
#[callback(output = "sync-out.children", input = "sync-btn.n_clicks")]
fn tiny_sync(n: u64) -> String {
    format!("clicked {n} times")
}

/// W3
#[callback(output = "sum.children", input = { type: "item", index: ALL }.value)]
async fn sum(values: Vec<i64>) -> i64 {
    values.iter().sum()
}

/// W4
#[callback(output = "graph.figure", input = "draw.n_clicks")]
async fn draw(_n: u64) -> Json<Figure> {
    Json(figure())
}

/// W5
#[callback(output = "count.children", input = "store.data")]
async fn count(rows: Vec<Row>) -> usize {
    rows.len()
}

/// W6
#[callback(output = "waited.children", input = "wait.n_clicks")]
async fn wait(n: u64) -> String {
    tokio::time::sleep(Duration::from_millis(100)).await;
    format!("slept {n}")
}

/// W7
#[callback(output = "blocked.children", input = "block.n_clicks")]
fn block(n: u64) -> String {
    std::thread::sleep(Duration::from_millis(100));
    format!("slept {n}")
}
