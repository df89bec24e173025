//! Rules about an app as a whole; every violation is reported, all together.

mod callback;
mod cycles;
pub(crate) mod endpoints;
mod outputs;
mod security;
mod settings;
mod wildcards;
mod wiring;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use crate::callback::Callback;
use crate::config::Config;
use crate::dependency::Dependency;
use crate::error::chain;
use crate::layout::Layout;
use crate::panic;
use crate::registry::Registry;
use crate::value::Value;
use wiring::Components;

/// One mistake in an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    severity: Severity,
    /// Whose mistake it is, such as a callback with its source line; empty for the app as a whole.
    subject: String,
    message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Severity {
    Error,
    Warning,
}

impl Problem {
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, subject: String::new(), message: message.into() }
    }

    fn warning(message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    fn of(self, subject: &str) -> Self {
        Self { subject: subject.to_owned(), ..self }
    }

    /// Whether it keeps the app from starting.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.is_error() { "error" } else { "warning" };
        match self.subject.as_str() {
            "" => write!(out, "{severity}: {}", self.message),
            subject => write!(out, "{severity}: {subject}: {}", self.message),
        }
    }
}

/// An app that cannot start: all of its problems. `Debug` prints them as `Display` does, since that is what Rust shows
/// when `main` returns it.
#[derive(Clone, PartialEq, Eq)]
pub struct CheckErrors {
    pub(crate) problems: Vec<Problem>,
}

impl CheckErrors {
    /// All problems, warnings among them.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl std::error::Error for CheckErrors {}

impl fmt::Debug for CheckErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl fmt::Display for CheckErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.problems.iter().filter(|problem| problem.is_error()).count();
        write!(out, "the app cannot start: {errors} problem{}", if errors == 1 { "" } else { "s" })?;
        self.problems.iter().try_for_each(|problem| write!(out, "\n  {problem}"))
    }
}

/// Every problem of an app.
pub(crate) fn app(layout: Option<&Layout>, config: &Config, registry: &Registry) -> Vec<Problem> {
    let mut problems: Vec<_> = settings::problems(config).collect();
    let shown = shown(layout, &mut problems);
    let mut components = Components::default();
    if let Some((value, _)) = &shown {
        value.for_each_component(&mut |component| {
            let Some(id) = component.id() else { return };
            if let Err(id) = components.insert(id, component.meta()) {
                problems.push(Problem::error(format!("two components of the layout have the id `{id}`")));
            }
        });
    }
    let (mut functions, mut writers) = (HashSet::new(), outputs::Writers::default());
    let (data, mut sound) = (registry.data(), Vec::new());
    for callback in registry.callbacks() {
        let subject = callback.origin().to_string();
        let function = callback.module.map(|module| (module, callback.name.clone(), callback.at));
        if function.is_some_and(|function| !functions.insert(function)) {
            problems.push(Problem::error("the app is given it twice").of(&subject));
            continue;
        }
        let own = callback::problems(callback, &data);
        problems.extend(own.chain(wildcards::problems(callback)).map(|problem| problem.of(&subject)));
        problems.extend(writers.add(callback).into_iter().map(|problem| problem.of(&subject)));
        if let Some((_, severity)) = shown {
            let found = components.problems(callback, config.suppress_callback_exceptions);
            problems.extend(found.into_iter().map(|message| Problem {
                severity,
                subject: subject.clone(),
                message,
            }));
        }
        sound.push(callback);
    }
    problems.extend(components.awaited().map(Problem::warning));
    problems.extend(endpoints::problems(&sound, config));
    problems.extend(cycles::problems(&sound));
    problems
}

/// What the page will show, as far as that can be known, and how bad it is if something is not there.
fn shown<'a>(layout: Option<&'a Layout>, problems: &mut Vec<Problem>) -> Option<(Cow<'a, Value>, Severity)> {
    match layout {
        None => {
            problems.push(Problem::error("the app has no layout; give it one with `App::layout(..)`"));
            None
        }
        Some(Layout::Fixed(value)) => Some((Cow::Borrowed(value), Severity::Error)),
        // As Dash does: one call to see what the page will look like. Another call may show something else.
        // On a thread of its own: it may block, which a thread that runs futures must not.
        Some(Layout::Function(make)) => match std::thread::scope(|scope| scope.spawn(make).join()) {
            Ok(Ok(value)) => Some((Cow::Owned(value), Severity::Warning)),
            // What it lacks now, such as a database, it may have when a page is loaded.
            Ok(Err(error)) => {
                problems.push(Problem::warning(format!("the layout function failed: {}", chain(&*error))));
                None
            }
            Err(panic) => {
                let message = format!("the layout function panicked: {}", panic::located(&*panic));
                problems.push(Problem::warning(message));
                None
            }
        },
        Some(Layout::Async(_)) => None,
    }
}

/// All dependencies of a callback, with the word for what they are.
fn roles(callback: &Callback) -> impl Iterator<Item = (&'static str, &Dependency)> {
    let role = |name: &'static str| move |dependency| (name, dependency);
    let outputs = callback.outputs.iter().map(role("output"));
    let inputs = callback.inputs.iter().map(role("input"));
    let state = callback.state.iter().map(role("state"));
    let running = callback.running.iter().map(|running| ("running", &running.target));
    outputs.chain(inputs).chain(state).chain(running)
}
