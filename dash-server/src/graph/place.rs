//! Where each callback stands in the picture: those that trigger others to the left of these.

use dash_core::{Edge, Graph};

/// The callbacks of each column, from top to bottom.
pub(super) fn columns(graph: &Graph) -> Vec<Vec<usize>> {
    let triggers = |edge: &&Edge| edge.argument < graph.nodes[edge.to].inputs.len();
    let edges: Vec<(usize, usize)> =
        graph.edges.iter().filter(triggers).map(|edge| (edge.from, edge.to)).collect();
    let ranks = ranks(graph.nodes.len(), &edges);
    let mut columns = vec![Vec::new(); ranks.iter().max().map_or(0, |last| last + 1)];
    for (node, rank) in ranks.iter().enumerate() {
        columns[*rank].push(node);
    }
    // Each beside those that trigger it, so that lines are short and seldom cross.
    for column in 1..columns.len() {
        let mut rows = vec![0.0; graph.nodes.len()];
        for known in &columns[..column] {
            for (row, node) in known.iter().enumerate() {
                rows[*node] = row as f64;
            }
        }
        let middle = |node: usize| {
            let before: Vec<f64> = edges
                .iter()
                .filter(|(from, to)| *to == node && ranks[*from] < column)
                .map(|(from, _)| rows[*from])
                .collect();
            before.iter().sum::<f64>() / before.len().max(1) as f64
        };
        columns[column].sort_by(|one, other| middle(*one).total_cmp(&middle(*other)));
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
