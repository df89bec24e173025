//! A list and a plot that are changed, not replaced: `cargo run -p patch`

use dash::prelude::*;
use serde_json::json;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Patch").layout(layout()).run().await
}

fn layout() -> html::Div {
    let button = |id, text| html::Button::new().id(id).children(text);
    let figure = json!({
        "data": [{"y": [1, 4, 2], "line": {"width": 1}}],
        "layout": {"title": {"text": "Three points"}, "height": 300},
    });
    html::Div::new().children((
        (button("append", "Append"), button("reverse", "Reverse")),
        html::Ul::new().id("list").children([html::Li::new().children("line 0")]),
        (button("point", "One more point"), button("undo", "One less"), button("thicker", "Thicker")),
        dcc::Graph::new().id("plot").figure(figure).style(Map::from([("opacity", 1)])),
    ))
}

/// The server knows neither the lines nor how many there are.
#[callback(output = "list.children", input = ["append.n_clicks", "reverse.n_clicks"], prevent_initial_call)]
fn change_list(append: Option<u64>, _reverse: Option<u64>, ctx: Ctx) -> Patch {
    let number = append.unwrap_or_default();
    match ctx.triggered_id() {
        Some(id) if id == "reverse" => Patch::new().reverse(),
        _ => Patch::new().append(html::Li::new().children(format!("line {number}"))),
    }
}

/// The plot is pale for as long as this takes; that is a patch, too: of its style.
#[callback(
    output = "plot.figure",
    input = ["point.n_clicks", "undo.n_clicks", "thicker.n_clicks"],
    running = ("plot.style", Patch::new().at("opacity").assign(0.5), Patch::new().at("opacity").assign(1)),
    prevent_initial_call,
)]
fn change_plot(point: Option<u64>, _undo: Option<u64>, _thicker: Option<u64>, ctx: Ctx) -> Patch {
    let number = point.unwrap_or_default();
    match ctx.triggered_id() {
        Some(id) if id == "undo" => Patch::new().at(("data", 0, "y", -1)).delete(),
        Some(id) if id == "thicker" => Patch::new().at(("data", 0, "line", "width")).mul(2),
        _ => {
            let title = format!("Point {number} was added");
            Patch::new()
                .at(("data", 0, "y"))
                .append(number * 3 % 5)
                .at(("layout", "title", "text"))
                .assign(title)
        }
    }
}
