//! Where everything stands in the picture: a callback in a column after those that trigger it, and a line that has farther to
//! go between the boxes, not behind them.

use dash_core::{Edge, Graph, Node};

/// How wide a box is, in pixels as everything here.
pub(super) const WIDTH: f64 = 360.0;
/// Between two columns.
pub(super) const GAP: f64 = 100.0;
/// Between two boxes of a column.
const BETWEEN: f64 = 28.0;
/// What a line needs on its way between boxes.
pub(super) const LANE: f64 = 14.0;
/// What is above the properties: name, place, numbers.
const HEAD: f64 = 108.0;
/// The height of a property.
const ROW: f64 = 20.0;
const FOOT: f64 = 10.0;

/// Where a box is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) height: f64,
}

impl Place {
    /// The middle of a row of properties.
    pub(super) fn row(&self, row: usize) -> f64 {
        self.y + middle(row)
    }
}

/// How far the middle of a row is below the top of its box.
fn middle(row: usize) -> f64 {
    HEAD + row as f64 * ROW + ROW / 2.0
}

fn height(node: &Node) -> f64 {
    HEAD + ROW * node.outputs.len().max(node.inputs.len() + node.state.len()) as f64 + FOOT
}

/// Where all is.
#[derive(Debug)]
pub(super) struct Layout {
    /// By callback.
    pub(super) boxes: Vec<Place>,
    /// By edge: where it enters each column that it crosses.
    pub(super) lanes: Vec<Vec<(f64, f64)>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What has a place in a column.
#[derive(Debug, Clone, Copy)]
enum Item {
    Box(usize),
    Lane(usize),
}

impl Layout {
    pub(super) fn new(graph: &Graph) -> Self {
        let columns = columns(graph);
        let mut layout = Self {
            boxes: vec![Place::default(); graph.nodes.len()],
            lanes: vec![Vec::new(); graph.edges.len()],
            width: columns.len() as f64 * (WIDTH + GAP),
            height: 0.0,
        };
        for (column, items) in columns.iter().enumerate() {
            let x = GAP / 2.0 + column as f64 * (WIDTH + GAP);
            // Each beside what leads to it, so that lines are short and seldom cross.
            let mut items: Vec<_> =
                items.iter().map(|item| (layout.wanted(graph, x, *item), *item)).collect();
            items.sort_by(|(one, _), (other, _)| one.total_cmp(other));
            // Where the next box may be, and the next line, which comes closer.
            let (mut free, mut free_for_line) = (1.0_f64, 1.0_f64);
            for (wanted, item) in items {
                let wanted = wanted.round();
                match item {
                    Item::Box(node) => {
                        let (y, height) = (free.max(wanted), height(&graph.nodes[node]));
                        layout.boxes[node] = Place { x, y, height };
                        free_for_line = y + height + LANE;
                        free = y + height + BETWEEN;
                    }
                    Item::Lane(edge) => {
                        let y = free_for_line.max(wanted);
                        layout.lanes[edge].push((x, y + LANE / 2.0));
                        free_for_line = y + LANE;
                        free = y + 2.0 * LANE;
                    }
                }
            }
            layout.height = layout.height.max(free);
        }
        layout
    }

    /// How high something in the column at `x` would best be: where the lines that lead to it are straight.
    fn wanted(&self, graph: &Graph, x: f64, item: Item) -> f64 {
        let come_from = |index: usize, edge: &Edge| {
            let writer = &self.boxes[edge.from];
            let last = self.lanes[index].last().map(|(_, y)| *y);
            // Those of later columns have no place yet.
            (writer.height > 0.0 && writer.x < x).then(|| last.unwrap_or_else(|| writer.row(edge.output)))
        };
        match item {
            Item::Lane(index) => {
                come_from(index, &graph.edges[index]).map_or(0.0, |height| height - LANE / 2.0)
            }
            Item::Box(node) => {
                let edges = graph.edges.iter().enumerate().filter(|(_, edge)| edge.to == node);
                let tops = edges.filter_map(|(index, edge)| {
                    come_from(index, edge).map(|height| height - middle(edge.argument))
                });
                let tops: Vec<f64> = tops.collect();
                tops.iter().sum::<f64>() / tops.len().max(1) as f64
            }
        }
    }
}

/// What each column has, in no order.
fn columns(graph: &Graph) -> Vec<Vec<Item>> {
    let triggers = |edge: &&Edge| edge.argument < graph.nodes[edge.to].inputs.len();
    let triggers: Vec<_> = graph.edges.iter().filter(triggers).map(|edge| (edge.from, edge.to)).collect();
    let ranks = ranks(graph.nodes.len(), &triggers);
    let mut columns = vec![Vec::new(); ranks.iter().max().map_or(0, |last| last + 1)];
    for (node, rank) in ranks.iter().enumerate() {
        columns[*rank].push(Item::Box(node));
    }
    for (index, edge) in graph.edges.iter().enumerate() {
        for column in columns.iter_mut().take(ranks[edge.to]).skip(ranks[edge.from] + 1) {
            column.push(Item::Lane(index));
        }
    }
    columns
}

/// The column of each: one after the last of those that trigger it. What closes a circle does not count.
fn ranks(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut ranks = vec![0; nodes];
    let mut left: Vec<usize> = (0..nodes).collect();
    while !left.is_empty() {
        let is_free = |node: &usize| !edges.iter().any(|(from, to)| to == node && left.contains(from));
        // In a circle the first one goes first.
        let node = left.iter().copied().find(|node| is_free(node)).unwrap_or(left[0]);
        left.retain(|other| *other != node);
        for (_, to) in edges.iter().filter(|(from, to)| *from == node && left.contains(to)) {
            ranks[*to] = ranks[*to].max(ranks[node] + 1);
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_after_all_that_trigger_it() {
        assert_eq!(ranks(4, &[(0, 1), (1, 2), (0, 2), (2, 3)]), [0, 1, 2, 3]);
        assert_eq!(ranks(3, &[(2, 0)]), [1, 0, 0]);
        assert_eq!(ranks(3, &[(0, 1), (1, 0), (1, 2)]), [0, 1, 2]);
        assert!(ranks(0, &[]).is_empty());
    }
}
