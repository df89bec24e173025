//! Several callbacks write one property, and one callback has several triggers: `cargo run -p duplicate-outputs`

use dash::prelude::*;
use feffery_antd_components as fac;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Duplicate outputs").layout(layout()).run().await
}

fn layout() -> html::Div {
    let button = |id, text| fac::AntdButton::new().id(id).children(text);
    let log = fac::AntdText::new().id("log").type_(fac::AntdTextType::Secondary);
    let log = html::Div::new().style([("marginTop", 16)]).children(log.children("Nothing happened yet."));
    let card = card(360).children((
        title("A counter"),
        fac::AntdStatistic::new().id("counter").title("So far").value(0),
        fac::AntdSpace::new().children((
            button("less", "− 1"),
            button("more", "+ 1"),
            button("reset", "Reset"),
        )),
        log,
    ));
    html::Div::new().style([("padding", 40)]).children(fac::AntdCenter::new().children(card))
}

fn card(width: u32) -> html::Div {
    let style = Map::new().with("width", width).with("padding", 24).with("borderRadius", 8);
    html::Div::new().style(style.with("boxShadow", "0 1px 6px rgba(0, 0, 0, 0.25)"))
}

fn title(text: &'static str) -> fac::AntdTitle {
    fac::AntdTitle::new().level(4).style([("margin", "0 0 16px")]).children(text)
}

/// Two triggers: the context says which of them it was. The counter is also the state, so nothing is kept on the server.
#[callback(
    output = ["counter.value", "log.children"],
    input = ["less.nClicks", "more.nClicks"],
    state = "counter.value",
    prevent_initial_call,
)]
fn step(_less: Option<u64>, _more: Option<u64>, counter: i64, ctx: Ctx) -> (i64, String) {
    let step = if ctx.triggered_id() == Some("less".into()) { -1 } else { 1 };
    let because: Vec<&str> = ctx.triggered_prop_ids().map(|(name, _)| name).collect();
    (counter + step, format!("{step:+} because of {}", because.join(", ")))
}

/// A second writer of both. Only the writers that say so share a property: the first one need not.
#[callback(
    output = [allow_duplicate("counter.value"), allow_duplicate("log.children")],
    input = "reset.nClicks",
    prevent_initial_call,
)]
fn reset(clicks: Option<u64>) -> (i64, String) {
    (0, format!("Reset, for the {}. time", clicks.unwrap_or_default()))
}
