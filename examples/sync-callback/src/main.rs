//! Five jobs of one second each, one after the other: `cargo run -p sync-callback`

use std::thread::sleep;
use std::time::{Duration, Instant};

use dash::prelude::*;
use feffery_antd_components as fac;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Sync callback").layout(layout()).run().await
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

fn job() -> u8 {
    sleep(Duration::from_secs(1));
    rand::random_range(0..=100)
}

/// A plain `fn` may block: it runs on a thread made for that, and the server goes on answering.
#[callback(
    output = "result.children",
    input = "execute.nClicks",
    running = ("execute.loading", true, false),
    prevent_initial_call,
)]
fn sync_callback_demo(_n_clicks: Option<u64>) -> String {
    let start = Instant::now();
    let numbers: Vec<u8> = (0..5).map(|_| job()).collect();
    format!("本次计算结果：{numbers:?}, 计算耗时：{:.2} 秒", start.elapsed().as_secs_f64())
}
