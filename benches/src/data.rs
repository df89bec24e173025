//! What the callbacks work on, the same in every server.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// How many points each line of the figure has.
pub const POINTS: u32 = 100_000;

/// How many rows a page sends: with them the request has one megabyte.
pub const ROWS: u32 = 8_600;

/// How many rows the large layout has; each is a component with four in it.
pub const LAYOUT_ROWS: u32 = 1_000;

/// How many callbacks the app with the large layout has.
pub const CALLBACKS: u32 = 500;

/// One row of the table that a page sends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// The number of the row.
    pub id: u64,
    /// A short name.
    pub name: String,
    /// One of a few words.
    pub city: String,
    /// Two decimals.
    pub price: f64,
    /// Below 100.
    pub qty: i32,
    /// True for each third.
    pub active: bool,
    /// Date and time.
    pub date: String,
}

/// A figure with one line, its numbers as JSON lists.
#[derive(Debug, Serialize)]
pub struct Figure {
    data: [Trace; 1],
    layout: Empty,
}

#[derive(Debug, Serialize)]
struct Trace {
    r#type: &'static str,
    x: &'static [f64],
    y: &'static [f64],
}

#[derive(Debug, Serialize)]
struct Empty {}

struct Line {
    x: Vec<f64>,
    y: Vec<f64>,
}

/// Numbers of two and of six decimals, as measurements have them.
static LINE: LazyLock<Line> = LazyLock::new(|| {
    let y = |at: u32| 100.0 * (f64::from(at) * 0.001).sin() + f64::from(at % 97) * 0.01;
    Line {
        x: (0..POINTS).map(|at| f64::from(at) / 100.0).collect(),
        y: (0..POINTS).map(|at| (y(at) * 1e6).round() / 1e6).collect(),
    }
});

/// The figure; its points are made once.
pub fn figure() -> Figure {
    let trace = Trace { r#type: "scatter", x: &LINE.x, y: &LINE.y };
    Figure { data: [trace], layout: Empty {} }
}
