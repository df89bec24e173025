//! Rules about an app as a whole; every violation is reported, all together.

mod settings;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::callback::{Callback, PreventInitialCall};
use crate::component::Meta;
use crate::config::Config;
use crate::dependency::Dependency;
use crate::id_pattern::IdPattern;
use crate::layout::Layout;
use crate::panic;
use crate::registry::Registry;
use crate::suggest::did_you_mean;

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
    let mut problems = Vec::new();
    problems.extend(settings::problems(config));
    let shown = match layout {
        None => {
            problems.push(Problem::error("the app has no layout; give it one with `App::layout(..)`"));
            None
        }
        Some(Layout::Fixed(value)) => Some((Cow::Borrowed(value), Severity::Error)),
        // As Dash does: one call to see what the page will look like. Another call may show something else.
        // On a thread of its own: it may block, which a thread that runs futures must not.
        Some(Layout::Function(make)) => match std::thread::scope(|scope| scope.spawn(make).join()) {
            Ok(value) => Some((Cow::Owned(value), Severity::Warning)),
            Err(panic) => {
                let message = format!("the layout function panicked: {}", panic::message(&*panic));
                problems.push(Problem::error(message));
                None
            }
        },
        Some(Layout::Async(_)) => None,
    };
    let mut components = HashMap::new();
    if let Some((value, _)) = &shown {
        value.for_each_component(&mut |component| {
            if let Some(id) = component.id()
                && components.insert(id.to_string(), component.meta()).is_some()
            {
                problems.push(Problem::error(format!("two components of the layout have the id `{id}`")));
            }
        });
    }
    let (mut writers, mut functions) = (HashMap::new(), HashSet::new());
    for (index, callback) in registry.callbacks().enumerate() {
        let subject = callback.origin().to_string();
        let function = callback.module.map(|module| (module, callback.name.clone()));
        if function.is_some_and(|function| !functions.insert(function)) {
            problems.push(Problem::error("the app is given it twice").of(&subject));
            continue;
        }
        problems.extend(declaration(callback, registry).map(|problem| problem.of(&subject)));
        problems.extend(outputs(callback, (index, &subject), &mut writers));
        if let Some((_, severity)) = shown {
            let found = wiring(callback, &components, config.suppress_callback_exceptions);
            problems.extend(found.map(|message| Problem { severity, subject: subject.clone(), message }));
        }
    }
    problems
}

/// What is wrong with a callback whatever the layout.
fn declaration<'a>(callback: &'a Callback, registry: &'a Registry) -> impl Iterator<Item = Problem> + 'a {
    let data = registry.data();
    let waits = callback.prevent_initial_call.is_some_and(|prevent| prevent != PreventInitialCall::No);
    let eager =
        callback.outputs.iter().filter(move |output| output.allow_duplicate && !waits).map(|output| {
            let advice = "with `allow_duplicate` goes `prevent_initial_call`, or `\"initial_duplicate\"`";
            Problem::error(format!(
                "output `{output}`: {advice}: at load nobody knows which callback comes last"
            ))
        });
    let ids = roles(callback).filter_map(|(role, dependency)| {
        malformed(dependency).map(|problem| Problem::error(format!("{role} `{dependency}`: {problem}")))
    });
    let mut targets = HashSet::new();
    let doubled = callback.running.iter().filter(move |running| !targets.insert(&running.target));
    let doubled =
        doubled.map(|running| Problem::error(format!("running `{}` is declared twice", running.target)));
    let missing = callback.data_checks.iter().filter_map(move |check| check(&data).err()).map(Problem::error);
    let own = callback.problems.iter().cloned().map(Problem::error);
    eager.chain(ids).chain(doubled).chain(missing).chain(own)
}

/// What is wrong with a dependency whatever the layout.
fn malformed(dependency: &Dependency) -> Option<&'static str> {
    match &dependency.id {
        IdPattern::Text(id) if id.is_empty() => Some("its id is empty"),
        IdPattern::Text(id) if id.contains(['.', '{']) => Some("an id holds no `.` and no `{`"),
        _ if dependency.property.is_empty() => Some("it names no property"),
        _ => None,
    }
}

/// Outputs that an earlier callback, or this one, writes already.
fn outputs(
    callback: &Callback,
    (index, subject): (usize, &str),
    writers: &mut HashMap<Dependency, (usize, String)>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for output in &callback.outputs {
        if output.allow_duplicate {
            continue;
        }
        if let Some((other, writer)) = writers.insert(output.clone(), (index, subject.to_owned())) {
            let problem = if other == index {
                format!("output `{output}` is declared twice")
            } else {
                format!("output `{output}` is also written by {writer}; one property has one writer")
            };
            problems.push(Problem::error(problem).of(subject));
        }
    }
    problems
}

/// Dependencies that name no component of the layout, or a property that the component does not have.
fn wiring<'a>(
    callback: &'a Callback,
    components: &'a HashMap<String, &'static Meta>,
    ids_may_be_missing: bool,
) -> impl Iterator<Item = String> + 'a {
    let sound = roles(callback).filter(|(_, dependency)| malformed(dependency).is_none());
    sound.filter_map(move |(role, Dependency { id, property, allow_optional, .. })| {
        let problem = match components.get(&id.to_string()) {
            None if ids_may_be_missing || callback.optional || *allow_optional => return None,
            None => format!(
                "no component of the layout has the id `{id}`{}",
                did_you_mean(&id.to_string(), components.keys().map(String::as_str))
            ),
            Some(meta) if meta.has_prop(property) => return None,
            Some(meta) => format!(
                "`{id}` is a {}.{} and has no property `{property}`{}",
                meta.package.namespace,
                meta.name,
                did_you_mean(property, meta.props.iter().copied())
            ),
        };
        Some(format!("{role} `{id}.{property}`: {problem}"))
    })
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
