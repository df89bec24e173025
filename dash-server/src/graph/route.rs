//! The lines from callback to callback.

use std::fmt::Write;

use dash_core::Graph;

use super::place::{GAP, LANE, Layout, WIDTH};
use crate::page::escape;

/// All lines, and how high the picture is with them.
pub(super) fn lines(graph: &Graph, layout: &Layout) -> (String, f64) {
    let (mut svg, mut returning) = (String::new(), 0);
    for (index, edge) in graph.edges.iter().enumerate() {
        let (from, to) = (&layout.boxes[edge.from], &layout.boxes[edge.to]);
        let start = (from.x + WIDTH, from.row(edge.output));
        let end = (to.x, to.row(edge.argument));
        let line = if end.0 > start.0 {
            forward(start, &layout.lanes[index], end)
        } else {
            returning += 1;
            back(start, layout.height, returning, end)
        };
        let reader = &graph.nodes[edge.to];
        let class = if edge.argument < reader.inputs.len() { "edge" } else { "edge read" };
        let writer = &graph.nodes[edge.from];
        let title = format!("{} of {} to {}", writer.outputs[edge.output], writer.name, reader.name);
        // Writing to a string cannot fail.
        let _ = write!(svg, "<path class=\"{class}\" d=\"{line}\"><title>{}</title></path>", escape(&title));
    }
    (svg, layout.height + f64::from(returning) * LANE)
}

type Point = (f64, f64);

/// Through the columns between the two, each straight.
fn forward(start: Point, lanes: &[Point], end: Point) -> String {
    let mut line = format!("M{} {}", start.0, start.1);
    let mut from = start;
    let mut bend = |from: Point, to: Point| {
        let middle = f64::midpoint(from.0, to.0);
        let _ = write!(line, " C{middle} {} {middle} {} {} {}", from.1, to.1, to.0, to.1);
        if to != end {
            let _ = write!(line, " H{}", to.0 + WIDTH);
        }
    };
    for lane in lanes {
        bend(from, *lane);
        from = (lane.0 + WIDTH, lane.1);
    }
    bend(from, end);
    line
}

/// To the same column or one before: under all boxes, each line at a height of its own.
fn back(start: Point, bottom: f64, number: i32, end: Point) -> String {
    const CORNER: f64 = 8.0;
    let aside = GAP / 8.0 + f64::from(number % 6) * GAP / 20.0;
    let (right, left) = (start.0 + aside, end.0 - aside);
    let bottom = bottom + (f64::from(number) - 1.0) * LANE;
    format!(
        "M{} {} H{} Q{right} {} {right} {} V{} Q{right} {bottom} {} {bottom} H{} Q{left} {bottom} {left} {} V{} \
         Q{left} {} {} {} H{}",
        start.0,
        start.1,
        right - CORNER,
        start.1,
        start.1 + CORNER,
        bottom - CORNER,
        right - CORNER,
        left + CORNER,
        bottom - CORNER,
        end.1 + CORNER,
        end.1,
        left + CORNER,
        end.1,
        end.0,
    )
}
