//! An event as one line that a person can read: when, how bad, in which callback, what.
//!
//! Spans of Dash have more fields than a line should have, which are for programs; what a person needs of them is in the
//! messages.

use std::fmt::{self, Debug};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::field::RecordFields;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields, FormattedFields};
use tracing_subscriber::registry::{LookupSpan, Scope};

/// Writes one line for an event.
#[derive(Debug)]
pub(super) struct Line;

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut line: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        SystemTime.format_time(&mut line)?;
        let (level, target) = (*event.metadata().level(), event.metadata().target());
        match colour(level).filter(|_| line.has_ansi_escapes()) {
            Some(colour) => write!(line, " \x1b[{colour}m{level:>5}\x1b[0m ")?,
            None => write!(line, " {level:>5} ")?,
        }
        if !is_ours(target) {
            for span in context.event_scope().into_iter().flat_map(Scope::from_root) {
                let extensions = span.extensions();
                let fields = extensions.get::<FormattedFields<N>>().map_or("", |fields| fields.as_str());
                match (is_ours(span.metadata().target()), fields) {
                    // A callback by its name; a request by nothing.
                    (true, "") => (),
                    (true, fields) => write!(line, "{fields}: ")?,
                    (false, "") => write!(line, "{}: ", span.name())?,
                    (false, fields) => write!(line, "{}{{{fields}}}: ", span.name())?,
                }
            }
            write!(line, "{target}: ")?;
        }
        context.format_fields(line.by_ref(), event)?;
        writeln!(line)
    }
}

fn colour(level: Level) -> Option<u8> {
    match level {
        Level::ERROR => Some(31),
        Level::WARN => Some(33),
        Level::INFO => Some(32),
        _ => None,
    }
}

fn is_ours(target: &str) -> bool {
    target.split("::").next().is_some_and(|name| matches!(name, "dash" | "dash_server" | "dash_packages"))
}

/// Writes fields, without those that say again what the message says.
#[derive(Debug)]
pub(super) struct Fields;

impl<'w> FormatFields<'w> for Fields {
    fn format_fields<R: RecordFields>(&self, line: Writer<'w>, fields: R) -> fmt::Result {
        let mut writing = Writing { line, is_first: true, result: Ok(()) };
        fields.record(&mut writing);
        writing.result
    }
}

struct Writing<'w> {
    line: Writer<'w>,
    is_first: bool,
    result: fmt::Result,
}

impl Writing<'_> {
    fn write(&mut self, field: &Field, value: fmt::Arguments<'_>) -> fmt::Result {
        let name = match field.name() {
            "message" | "code.function.name" => "",
            "callback" | "at" | "outcome" | "duration_ms" | "error.type" => return Ok(()),
            name if ["code.", "http.", "url."].iter().any(|start| name.starts_with(start)) => return Ok(()),
            name => name,
        };
        let (space, equals) = (if self.is_first { "" } else { " " }, if name.is_empty() { "" } else { "=" });
        self.is_first = false;
        write!(self.line, "{space}{name}{equals}{value}")
    }
}

impl Visit for Writing<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if self.result.is_ok() {
            self.result = self.write(field, format_args!("{value:?}"));
        }
    }
}
