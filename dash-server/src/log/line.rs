//! An event as one line that a person can read: when, how bad, in which callback, what.

use std::fmt::Write;

use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::{FormatTime, SystemTime};
use tracing_subscriber::layer::Context;
use tracing_subscriber::registry::{LookupSpan, Scope};

use super::fields::Fields;

/// Writes one line for each event.
#[derive(Debug)]
pub(super) struct Lines<W> {
    pub(super) is_coloured: bool,
    /// Takes a line with its end.
    pub(super) write: W,
}

/// The fields of a span; of one of ours the name of the callback, or nothing.
struct Said(String);

impl<S, W> Layer<S> for Lines<W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: Fn(&str) + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut text = String::new();
        attributes.record(&mut Fields::new(&mut text, is_ours(span.metadata().target())));
        span.extensions_mut().insert(Said(text));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id).filter(|span| !is_ours(span.metadata().target())) else { return };
        if let Some(Said(text)) = span.extensions_mut().get_mut() {
            values.record(&mut Fields::more(text));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut line = String::new();
        // A `String` takes all; without the time it is a line all the same.
        let _ = SystemTime.format_time(&mut Writer::new(&mut line));
        let (level, target) = (*event.metadata().level(), event.metadata().target());
        let _ = match colour(level).filter(|_| self.is_coloured) {
            Some(colour) => write!(line, " \x1b[{colour}m{level:>5}\x1b[0m "),
            None => write!(line, " {level:>5} "),
        };
        if !is_ours(target) {
            for span in context.event_scope(event).into_iter().flat_map(Scope::from_root) {
                let extensions = span.extensions();
                let fields = extensions.get().map_or("", |Said(text)| text);
                let _ = match (is_ours(span.metadata().target()), fields) {
                    // A callback by its name; a request by nothing.
                    (true, "") => Ok(()),
                    (true, fields) => write!(line, "{fields}: "),
                    (false, "") => write!(line, "{}: ", span.name()),
                    (false, fields) => write!(line, "{}{{{fields}}}: ", span.name()),
                };
            }
            let _ = write!(line, "{target}: ");
        }
        event.record(&mut Fields::new(&mut line, is_ours(target)));
        line.push('\n');
        (self.write)(&line);
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tracing::{field, info, info_span};
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    /// The lines of what this does, without their times.
    fn lines(work: impl FnOnce()) -> Vec<String> {
        let log = Arc::new(Mutex::new(Vec::new()));
        let write = {
            let log = Arc::clone(&log);
            move |line: &str| log.lock().unwrap().push(line.split_once(' ').unwrap().1.to_owned())
        };
        let subscriber = tracing_subscriber::registry().with(Lines { is_coloured: false, write });
        tracing::subscriber::with_default(subscriber, work);
        log.lock().unwrap().clone()
    }

    #[test]
    fn the_fields_of_the_app_are_all_there_and_ours_are_not_said_twice() {
        let lines = lines(|| {
            let call = info_span!(target: "dash::callback", "callback", code.function.name = "order", outcome = field::Empty);
            call.in_scope(|| {
                let span =
                    info_span!(target: "shop", "pay", url.full = "https://bank", outcome = field::Empty);
                span.record("outcome", "late");
                span.in_scope(|| info!(target: "shop", at = 12, outcome = "rejected", "order"));
                call.record("outcome", "ok");
                info!(target: "shop", callback = "mine", http.method = "GET", "asked");
                info!(target: "dash_server", callback = "order", error_id = "1f", outcome = "ok", "ended");
            });
        });
        let expected = [
            " INFO order: pay{url.full=https://bank outcome=late}: shop: order at=12 outcome=\"rejected\"\n",
            " INFO order: shop: asked callback=\"mine\" http.method=\"GET\"\n",
            " INFO ended error_id=1f\n",
        ];
        let expected = expected.map(|line| line.replace('"', ""));
        assert_eq!(lines, expected);
    }

    #[test]
    fn nobody_can_forge_a_line_or_steer_the_terminal() {
        let evil = "\x1b]0;owned\x07\x1b[2J\n2026-01-01T00:00:00Z  INFO all is well";
        let lines = lines(|| {
            info_span!(target: "shop", "pay", evil).in_scope(|| {
                info!(target: "shop", evil, "{evil}");
            });
        });
        let [line] = &*lines else { panic!("{lines:?}") };
        assert_eq!(line.matches("owned").count(), 3, "{line}");
        assert!(line.strip_suffix('\n').unwrap().chars().all(|it| it == '\n' || !it.is_control()), "{line}");
        assert!(line.lines().skip(1).all(|line| line.starts_with("    | ")), "{line}");
    }
}
