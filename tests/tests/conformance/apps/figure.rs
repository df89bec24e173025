use dash::prelude::*;
use serde::Deserialize;
use serde_json::json;

#[callback(output = "graph.figure", input = "scale.value")]
fn draw(scale: String) -> serde_json::Value {
    json!({
        "data": [{"type": "scatter", "mode": "lines", "x": [1, 2, 3], "y": [1, 10, 100]}],
        "layout": {"yaxis": {"type": scale}, "showlegend": false},
    })
}

#[derive(Deserialize)]
struct Click {
    points: Vec<Point>,
}

#[derive(Deserialize)]
struct Point {
    x: String,
    y: f64,
}

#[callback(output = "clicked.children", input = "graph.clickData", prevent_initial_call)]
fn clicked(click: Click) -> Option<String> {
    click.points.first().map(|Point { x, y }| format!("{x}: {y}"))
}

pub(crate) fn app() -> App {
    let figure = json!({
        "data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2.5], "name": "first"}],
        "layout": {"title": {"text": "Bars"}, "xaxis": {"range": [-0.5, 1.5]}},
    });
    let layout = html::Div::new().children((
        dcc::Dropdown::new().id("scale").options(["linear", "log"]).value("linear"),
        dcc::Graph::new().id("graph").figure(figure).config(Map::from([("displayModeBar", false)])),
        html::P::new().id("clicked"),
    ));
    App::new().layout(layout).callbacks(callbacks![draw, clicked])
}
