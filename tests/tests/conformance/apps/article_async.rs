use std::time::Duration;

use dash::prelude::*;
use futures_util::future::join_all;

use super::article_sync::layout;

async fn job(number: u64) -> u64 {
    tokio::time::sleep(Duration::from_millis(10)).await;
    number * number
}

#[callback(
    output = "result.children",
    input = "execute.nClicks",
    running = ("execute.loading", true, false),
    prevent_initial_call,
)]
async fn demo(clicks: u64) -> String {
    format!("本次计算结果：{:?}", join_all((clicks..clicks + 5).map(job)).await)
}

pub(crate) fn app() -> App {
    App::new().layout(layout()).callbacks(callbacks![demo])
}
