//! The box of a callback: its name, where it is, how often it was called, what it reads and writes.

use std::fmt::Write;
use std::time::Duration;

use dash_core::Node;

use super::editor_url;
use super::place::{Place, WIDTH};
use crate::page::escape;
use crate::tally::Numbers;

/// How many letters of the source's place a box has room for.
const PLACE: usize = 45;
/// How many letters the properties of a row may have, and how many of these either may take from a longer one.
const ROW: usize = 46;
const HALF: usize = 22;

pub(super) fn card(node: &Node, place: &Place, numbers: &Numbers) -> String {
    let Place { x, y, height } = *place;
    let kind = if node.is_clientside { "card clientside" } else { "card" };
    let (name, at) = (escape(&node.name), node.at.to_string());
    let (source, at) = (escape(&without_start(&at, PLACE)).into_owned(), escape(&at).into_owned());
    let source = match editor_url(node.at.file, node.at.line) {
        Some(url) => format!("<a href=\"{}\">{source}</a>", escape(&url)),
        None => source,
    };
    let numbers = if node.is_clientside {
        "<p class=\"numbers none\">runs in the browser</p>".to_owned()
    } else {
        in_words(numbers)
    };
    format!(
        "<section class=\"{kind}\" style=\"left:{x}px;top:{y}px;width:{WIDTH}px;height:{height}px\">\
         <h2 title=\"{name}\">{name}</h2><p class=\"source\" title=\"{at}\">{source}</p>{numbers}{}</section>",
        properties(node)
    )
}

/// A row for each: on the left what it reads, on the right what it writes.
fn properties(node: &Node) -> String {
    let inputs = node.inputs.iter().map(|text| ("input", text));
    let arguments: Vec<_> = inputs.chain(node.state.iter().map(|text| ("state", text))).collect();
    let mut rows = String::new();
    for row in 0..arguments.len().max(node.outputs.len()) {
        let (argument, output) = (arguments.get(row), node.outputs.get(row));
        let beside = |other: Option<&String>| ROW - other.map_or(0, |text| text.chars().count().min(HALF));
        rows.push_str("<div class=\"row\">");
        if let Some((class, text)) = argument {
            rows.push_str(&property(class, text, beside(output)));
        }
        if let Some(text) = output {
            rows.push_str(&property("output", text, beside(argument.map(|(_, text)| *text))));
        }
        rows.push_str("</div>");
    }
    rows
}

fn property(class: &str, text: &str, letters: usize) -> String {
    let short = without_middle(text, letters);
    format!("<span class=\"{class}\" title=\"{}\">{}</span>", escape(text), escape(&short))
}

/// The end of a text that is too long.
fn without_start(text: &str, letters: usize) -> String {
    let count = text.chars().count();
    if count <= letters {
        return text.to_owned();
    }
    std::iter::once('…').chain(text.chars().skip(count + 1 - letters)).collect()
}

/// The beginning and the end of a text that is too long: that of a property is its name.
fn without_middle(text: &str, letters: usize) -> String {
    let count = text.chars().count();
    if count <= letters {
        return text.to_owned();
    }
    let start = (letters - 1) / 2;
    let end = text.chars().skip(count - (letters - 1 - start));
    text.chars().take(start).chain(['…']).chain(end).collect()
}

fn in_words(numbers: &Numbers) -> String {
    let Numbers { calls, errors, in_flight, .. } = *numbers;
    let time = |took: Option<Duration>| took.map_or_else(|| "–".to_owned(), |took| format!("{took:.1?}"));
    let mut words = String::new();
    let mut number = |class: &str, name: &str, number: String| {
        // Writing to a string cannot fail.
        let _ = write!(words, "<div class=\"{class}\"><dt>{name}</dt><dd>{number}</dd></div>");
    };
    if calls > 0 {
        number("calls", "calls", count(calls));
        number("errors", "failed", count(errors));
        number("time", "mean", time(numbers.mean()));
        number("time", "p95", time(numbers.p95()));
        number("time", "last", time(numbers.last()));
    }
    if in_flight > 0 {
        number("running", "running", count(in_flight));
    }
    if words.is_empty() {
        return "<p class=\"numbers none\">not called yet</p>".to_owned();
    }
    let kind = if errors > 0 { "numbers bad" } else { "numbers" };
    format!("<dl class=\"{kind}\">{words}</dl>")
}

/// Six digits at most, for more there is no room.
fn count(number: u64) -> String {
    match number {
        0..1_000_000 => number.to_string(),
        _ => format!("{}.{} M", number / 1_000_000, number / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_text_the_rest_is_in_its_title() {
        assert_eq!(without_start("src/main.rs:1", 13), "src/main.rs:1");
        assert_eq!(without_start("src/main.rs:1", 10), "…main.rs:1");
        assert_eq!(without_middle("result.children", 15), "result.children");
        assert_eq!(without_middle("result.children", 9), "resu…dren");
    }

    #[test]
    fn a_count_that_is_long_is_in_millions() {
        assert_eq!([0, 999_999, 1_000_000, 12_345_678].map(count), ["0", "999999", "1.0 M", "12.3 M"]);
    }
}
