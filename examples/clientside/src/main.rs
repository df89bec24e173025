//! Callbacks that run in the browser: one in a file of the assets folder, one that the page brings along, and beside them
//! an ordinary one on the server: `cargo run -p clientside`

use dash::ClientsideFunction;
use dash::prelude::*;
use feffery_antd_components as fac;
use serde_json::json;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Clientside").layout(layout()).run().await
}

fn layout() -> html::Div {
    let slider = |id, value| fac::AntdSlider::new().id(id).min(1).max(9).value(value);
    let row = |label, slider| {
        let label = fac::AntdText::new().children(label).style([("width", 90)]);
        let slider = html::Div::new().style([("flex", 1)]).children(slider);
        fac::AntdFlex::new().align("center").children((label, slider))
    };
    let figure = json!({"data": [], "layout": {"height": 240}});
    let ask = fac::AntdButton::new().id("ask").type_(fac::AntdButtonType::Primary).children("Ask the server");
    let card = card(640).children((
        title("A wave"),
        row("Amplitude", slider("amplitude", 3)),
        row("Frequency", slider("frequency", 2)),
        fac::AntdTag::new().id("formula").color("blue"),
        dcc::Graph::new().id("wave").figure(figure).config(Map::from([("displayModeBar", false)])),
        fac::AntdSpace::new().children((ask, fac::AntdText::new().id("answer"))),
    ));
    html::Div::new().style([("padding", 24)]).children(fac::AntdCenter::new().children(card))
}

fn card(width: u32) -> html::Div {
    let style = Map::new().with("width", width).with("padding", 24).with("borderRadius", 8);
    html::Div::new().style(style.with("boxShadow", "0 1px 6px rgba(0, 0, 0, 0.25)"))
}

fn title(text: &'static str) -> fac::AntdTitle {
    fac::AntdTitle::new().level(4).style([("margin", "0 0 16px")]).children(text)
}

/// In `assets/wave.js`, where an editor knows what it is.
#[clientside_callback(output = "wave.figure", input = ["amplitude.value", "frequency.value"])]
const DRAW: ClientsideFunction = ClientsideFunction::new("wave", "draw");

/// Short enough to stand here.
#[clientside_callback(output = "formula.content", input = ["amplitude.value", "frequency.value"])]
const NAME: &str = "(amplitude, frequency) => `y = ${amplitude} · sin(${frequency} x)`";

/// What the browser has drawn is a state like any other.
#[callback(output = "answer.children", input = "ask.nClicks", state = "wave.figure", prevent_initial_call)]
fn ask(_clicks: Option<u64>, figure: serde_json::Value) -> String {
    let heights =
        figure["data"][0]["y"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64);
    let (count, highest) =
        heights.fold((0, f64::MIN), |(count, highest), height| (count + 1, height.max(highest)));
    format!("{count} points, none above {highest:.2}")
}
