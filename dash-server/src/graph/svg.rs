//! The picture: a box for each callback, with a line for each thing that it reads or writes.

use std::fmt::Write;
use std::time::Duration;

use dash_core::{Graph, Node};

use super::editor_url;
use super::place::columns;
use crate::page::escape;
use crate::tally::Numbers;

const WIDTH: usize = 340;
const GAP: usize = 90;
const BETWEEN: usize = 28;
/// What is above the properties: name, place, numbers.
const HEAD: usize = 76;
const ROW: usize = 20;
/// How many letters a property may have beside another one, of those that a row has room for.
const LETTERS: usize = 22;

struct Place {
    x: usize,
    y: usize,
    height: usize,
}

pub(super) fn picture(graph: &Graph, numbers: &[Numbers]) -> String {
    let (places, width, height) = places(graph);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\">"
    );
    for edge in &graph.edges {
        let (from, to) = (&places[edge.from], &places[edge.to]);
        let reader = &graph.nodes[edge.to];
        let (x1, y1) = (from.x + WIDTH, row(from, edge.output));
        let (x2, y2) = (to.x, row(to, edge.argument));
        let bend = if x2 > x1 { (x2 - x1) / 2 } else { GAP };
        let class = if edge.argument < reader.inputs.len() { "edge" } else { "edge read" };
        let property = escape(&graph.nodes[edge.from].outputs[edge.output]);
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<path class=\"{class}\" d=\"M{x1} {y1} C{} {y1} {} {y2} {x2} {y2}\"><title>{property}</title></path>",
            x1 + bend,
            x2 as i64 - bend as i64,
        );
    }
    for ((node, place), numbers) in graph.nodes.iter().zip(&places).zip(numbers) {
        svg.push_str(&card(node, place, numbers));
    }
    svg + "</svg>"
}

/// Where each box is, and how large all is.
fn places(graph: &Graph) -> (Vec<Place>, usize, usize) {
    let mut places: Vec<_> =
        graph.nodes.iter().map(|node| Place { x: 0, y: 0, height: height(node) }).collect();
    let (mut width, mut bottom) = (0, 0);
    for (column, nodes) in columns(graph).iter().enumerate() {
        let mut y = 1;
        for node in nodes {
            let place = &mut places[*node];
            (place.x, place.y) = (column * (WIDTH + GAP) + GAP / 2, y);
            y += place.height + BETWEEN;
            width = width.max(place.x + WIDTH + GAP / 2);
        }
        bottom = bottom.max(y);
    }
    (places, width, bottom)
}

fn height(node: &Node) -> usize {
    HEAD + ROW * node.outputs.len().max(node.inputs.len() + node.state.len()) + 8
}

/// The middle of a row.
fn row(place: &Place, row: usize) -> usize {
    place.y + HEAD + row * ROW + ROW / 2
}

fn card(node: &Node, place: &Place, numbers: &Numbers) -> String {
    let Place { x, y, height } = *place;
    let kind = if node.is_clientside { "card clientside" } else { "card" };
    let (name, left) = (escape(&node.name), x + 14);
    let source = escape(&node.at.to_string()).into_owned();
    let source = match editor_url(node.at.file, node.at.line) {
        Some(url) => format!("<a href=\"{}\">{source}</a>", escape(&url)),
        None => source,
    };
    let mut svg = format!(
        "<g class=\"{kind}\"><rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{height}\" rx=\"8\"/>\
         <text class=\"name\" x=\"{left}\" y=\"{}\">{name}</text><text class=\"source\" x=\"{left}\" y=\"{}\">{source}</text>\
         <text class=\"numbers\" x=\"{left}\" y=\"{}\">{}</text>",
        y + 22,
        y + 40,
        y + 60,
        if node.is_clientside { "runs in the browser".to_owned() } else { in_words(numbers) },
    );
    let arguments =
        node.inputs.iter().map(|text| ("input", text)).chain(node.state.iter().map(|text| ("state", text)));
    for (index, (class, text)) in arguments.enumerate() {
        let y = row(place, index);
        let _ = write!(svg, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
        svg.push_str(&label(class, left, y + 4, text));
    }
    for (index, text) in node.outputs.iter().enumerate() {
        let (x, y) = (x + WIDTH, row(place, index));
        let _ = write!(svg, "<circle class=\"output\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>");
        svg.push_str(&label("output", x - 14, y + 4, text));
    }
    svg + "</g>"
}

/// A property; of a long one the beginning and the end, with the whole where the mouse rests.
fn label(class: &str, x: usize, y: usize, text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let short: String = if letters.len() <= LETTERS {
        text.to_owned()
    } else {
        let end = &letters[letters.len() - LETTERS / 2..];
        letters[..LETTERS / 2 - 1].iter().chain(&['…']).chain(end).collect()
    };
    let (short, text) = (escape(&short).into_owned(), escape(text));
    format!("<text class=\"property {class}\" x=\"{x}\" y=\"{y}\">{short}<title>{text}</title></text>")
}

fn in_words(numbers: &Numbers) -> String {
    let time = |took: Option<Duration>| took.map(|took| format!("{took:.1?}")).unwrap_or_default();
    let mut words = match numbers.calls {
        0 => "not called yet".to_owned(),
        1 => format!("1 call · {}", time(numbers.last())),
        calls => format!(
            "{calls} calls · mean {} · p95 {} · last {}",
            time(numbers.mean()),
            time(numbers.p95()),
            time(numbers.last())
        ),
    };
    if numbers.errors > 0 {
        let _ = write!(words, " · <tspan class=\"errors\">{} failed</tspan>", numbers.errors);
    }
    if numbers.in_flight > 0 {
        let _ = write!(words, " · {} running", numbers.in_flight);
    }
    words
}
