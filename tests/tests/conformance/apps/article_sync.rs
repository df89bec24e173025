use std::thread;
use std::time::Duration;

use dash::prelude::*;
use feffery_antd_components as fac;

fn job(number: u64) -> u64 {
    thread::sleep(Duration::from_millis(10));
    number * number
}

#[callback(
    output = "result.children",
    input = "execute.nClicks",
    running = ("execute.loading", true, false),
    prevent_initial_call,
)]
fn demo(clicks: u64) -> String {
    format!("本次计算结果：{:?}", (clicks..clicks + 5).map(job).collect::<Vec<_>>())
}

pub(super) fn layout() -> html::Div {
    let button = fac::AntdButton::new()
        .id("execute")
        .type_(fac::AntdButtonType::Primary)
        .loading_children("计算中")
        .children("执行计算");
    let space = fac::AntdSpace::new()
        .direction(fac::AntdSpaceDirection::Vertical)
        .children((button, fac::AntdText::new().id("result")));
    html::Div::new().style([("padding", 50)]).children(space)
}

pub(crate) fn app() -> App {
    App::new().layout(layout()).callbacks(callbacks![demo])
}
