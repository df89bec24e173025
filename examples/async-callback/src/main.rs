//! Five jobs of one second each, all at once: `cargo run -p async-callback`

use std::time::{Duration, Instant};

use dash::prelude::*;
use feffery_antd_components as fac;
use futures_util::future::join_all;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Async callback").layout(layout()).run().await
}

fn layout() -> html::Div {
    let button = fac::AntdButton::new()
        .id("execute")
        .type_(fac::AntdButtonType::Primary)
        .loading_children("计算中")
        .children("执行计算");
    let result = fac::AntdText::new().id("result");
    html::Div::new().style([("padding", 50)]).children(fac::AntdSpace::new().children((button, result)))
}

async fn job() -> u8 {
    tokio::time::sleep(Duration::from_secs(1)).await;
    rand::random_range(0..=100)
}

#[callback(
    output = "result.children",
    input = "execute.nClicks",
    running = ("execute.loading", true, false),
    prevent_initial_call,
)]
async fn async_callback_demo(_n_clicks: Option<u64>) -> String {
    let start = Instant::now();
    let numbers = join_all((0..5).map(|_| job())).await;
    format!("本次计算结果：{numbers:?}, 计算耗时：{:.2} 秒", start.elapsed().as_secs_f64())
}
