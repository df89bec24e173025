//! The fields of events and spans as text that cannot do anything but be read.

use std::fmt::{self, Debug, Write};

use tracing::field::{Field, Visit};

/// Appends fields to a line.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    line: Plain<'a>,
    /// Those of Dash are for programs: what a person needs of them is in the messages.
    are_ours: bool,
    is_first: bool,
}

impl<'a> Fields<'a> {
    pub(super) fn new(line: &'a mut String, are_ours: bool) -> Self {
        Self { line: Plain(line), are_ours, is_first: true }
    }

    /// After those that are there already.
    pub(super) fn more(line: &'a mut String) -> Self {
        Self { is_first: line.is_empty(), line: Plain(line), are_ours: false }
    }

    fn write(&mut self, field: &Field, value: fmt::Arguments<'_>) -> fmt::Result {
        let name = match field.name() {
            "message" => "",
            "code.function.name" if self.are_ours => "",
            name if self.are_ours && says_the_message(name) => return Ok(()),
            name => name,
        };
        let (space, equals) = (if self.is_first { "" } else { " " }, if name.is_empty() { "" } else { "=" });
        self.is_first = false;
        write!(self.line, "{space}{name}{equals}{value}")
    }
}

/// Whether a field of ours says again what the message says.
fn says_the_message(name: &str) -> bool {
    matches!(name, "callback" | "at" | "outcome" | "duration_ms" | "error.type")
        || ["code.", "http.", "url."].iter().any(|start| name.starts_with(start))
}

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        // A value that cannot be written leaves the rest of the line as it is.
        let _ = self.write(field, format_args!("{value:?}"));
    }
}

/// Text that may come from anybody: it must neither steer the terminal in which it is read nor look like a line of its own.
#[derive(Debug)]
struct Plain<'a>(&'a mut String);

impl Write for Plain<'_> {
    fn write_str(&mut self, mut text: &str) -> fmt::Result {
        while let Some((at, found)) = text.char_indices().find(|(_, it)| steers(*it)) {
            self.0.push_str(&text[..at]);
            match found {
                '\n' => self.0.push_str("\n    | "),
                other => self.0.extend(other.escape_default()),
            }
            text = &text[at + found.len_utf8()..];
        }
        self.0.push_str(text);
        Ok(())
    }
}

/// Whether a character does something else than stand there: controls, and what changes lines or the direction of writing.
fn steers(it: char) -> bool {
    (it.is_control() && it != '\t')
        || matches!(it, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_steers_is_spelled_out() {
        for (text, plain) in [
            ("an ordinary\ttext, größer: 数", "an ordinary\ttext, größer: 数"),
            ("", ""),
            ("\x1b]0;owned\x07\x1b[2J", r"\u{1b}]0;owned\u{7}\u{1b}[2J"),
            ("\u{9b}31m", r"\u{9b}31m"),
            ("one\ntwo\r\n", "one\n    | two\\r\n    | "),
            ("\u{202e}txt\u{2028}", r"\u{202e}txt\u{2028}"),
        ] {
            let mut line = String::new();
            Plain(&mut line).write_str(text).unwrap();
            assert_eq!(line, plain);
        }
    }
}
