//! The callbacks of the app as a picture, with their times and counts; for developers.

mod card;
#[allow(clippy::cast_precision_loss, reason = "there are few rows")]
mod place;
mod route;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use dash_core::Graph;
use serde_json::{Value, json};

use self::card::card;
use self::place::Layout;
use crate::headers::nosniff;
use crate::page::escape;
use crate::routes;
use crate::server::Server;
use crate::settings;
use crate::tally::Numbers;

const STYLE: &str = include_str!("graph/style.css");

/// The page, or with `?format=json` the same for programs. Only with debug on: it tells names and places in the source.
pub(crate) async fn graph(State(server): State<Arc<Server>>, uri: Uri) -> Response {
    let Some(tally) = server.tally.as_ref().filter(|_| server.debug) else {
        return nosniff((StatusCode::NOT_FOUND, "only with debug on"));
    };
    let graph = server.app.registry().graph();
    let numbers: Vec<_> = (0..graph.nodes.len()).map(|index| tally.numbers(index)).collect();
    if uri.query().is_some_and(|query| query.split('&').any(|pair| pair == "format=json")) {
        return nosniff(routes::json(as_json(&graph, &numbers).to_string()));
    }
    let title = escape(&server.app.config().title);
    let picture = picture(&graph, &numbers);
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Callbacks of {title}</title>\
         <style>{STYLE}</style></head><body><header><h1>Callbacks of {title}</h1><p>{} in the order in which they trigger \
         one another. A dashed box runs in the browser; a dashed line is only read. <a href=\"\">Reload</a> for new \
         numbers, <a href=\"?format=json\">JSON</a> for programs.</p></header><main>{picture}</main></body></html>\n",
        match graph.nodes.len() {
            1 => "1 callback".to_owned(),
            callbacks => format!("{callbacks} callbacks"),
        },
    );
    // The boxes have their places as styles.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, policy),
    ];
    nosniff((headers, page))
}

/// The lines, and on top of them the boxes.
fn picture(graph: &Graph, numbers: &[Numbers]) -> String {
    let layout = Layout::new(graph);
    let (lines, height) = route::lines(graph, &layout);
    let width = layout.width;
    let cards = graph.nodes.iter().zip(&layout.boxes).zip(numbers);
    let cards: String = cards.map(|((node, place), numbers)| card(node, place, numbers)).collect();
    format!(
        "<div class=\"picture\" style=\"width:{width}px;height:{height}px\">\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">{lines}</svg>{cards}</div>"
    )
}

fn as_json(graph: &Graph, numbers: &[Numbers]) -> Value {
    let milliseconds = |took: Option<Duration>| took.map(|took| took.as_secs_f64() * 1e3);
    let callbacks = graph.nodes.iter().zip(numbers).map(|(node, numbers)| {
        json!({
            "name": node.name, "file": node.at.file, "line": node.at.line, "clientside": node.is_clientside,
            "outputs": node.outputs, "inputs": node.inputs, "state": node.state,
            "calls": numbers.calls, "errors": numbers.errors, "in_flight": numbers.in_flight,
            "mean_ms": milliseconds(numbers.mean()), "p95_ms": milliseconds(numbers.p95()),
            "last_ms": milliseconds(numbers.last()),
        })
    });
    let edges = graph.edges.iter().map(|edge| {
        let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
        let triggers = edge.argument < to.inputs.len();
        json!({"from": edge.from, "to": edge.to, "property": from.outputs[edge.output], "triggers": triggers})
    });
    json!({"callbacks": callbacks.collect::<Vec<_>>(), "edges": edges.collect::<Vec<_>>()})
}

/// The URL that opens a line of the source in an editor, if the source is on this machine.
fn editor_url(file: &str, line: u32) -> Option<String> {
    let path: PathBuf = settings::source(file)?;
    let path = path.to_str()?;
    let template = settings::editor();
    Some(template.replace("{file}", path).replace("{line}", &line.to_string()))
}
