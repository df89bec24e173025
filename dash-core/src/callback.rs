//! What a callback is: what it writes, what triggers it, what it reads, and the code to run.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::args::Args;
use crate::clientside::ClientsideFunction;
use crate::ctx::{Ctx, FromContext};
use crate::data::DataMap;
use crate::dependency::Dependency;
use crate::error::BoxError;
use crate::hash::sha256_hex;
use crate::reply::Reply;
use crate::update_error::{Origin, UpdateError};
use crate::value::{Str, Value};

/// Where a callback is defined; start-up errors and the log point there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The source file, as the compiler names it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file, self.line)
    }
}

/// The definition of a callback before any app has built it: what `#[callback]` registers.
#[derive(Debug, Clone, Copy)]
pub struct Def {
    /// The name of the function.
    pub name: &'static str,
    /// The path of its module: with the name it tells functions apart that one macro call made.
    pub module: &'static str,
    /// Where it stands.
    pub at: Location,
    /// Makes the callback; called once for each app that takes it.
    pub build: fn() -> Callback,
}

inventory::collect!(Def);

/// Implemented by the empty struct that `#[callback]` puts beside each function, so that
/// [`callbacks!`](crate::callbacks) finds the definition by the function's name.
pub trait Define {
    /// The definition.
    const DEF: Def;
}

/// Lists callbacks by the names of their functions, for `App::callbacks`.
#[macro_export]
macro_rules! callbacks {
    () => {
        [] as [$crate::Def; 0]
    };
    ($($callback:path),+ $(,)?) => {
        [$(<$callback as $crate::Define>::DEF),+]
    };
}

/// When a callback runs although nothing has changed yet: Dash's `prevent_initial_call`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PreventInitialCall {
    /// It also runs once when the page has loaded.
    #[default]
    No,
    /// It waits for a change.
    Yes,
    /// It also runs when the page has loaded; allows duplicate outputs all the same.
    InitialDuplicate,
}

impl From<bool> for PreventInitialCall {
    fn from(prevent: bool) -> Self {
        if prevent { Self::Yes } else { Self::No }
    }
}

/// A property to set while a callback runs, and to set again when it is done.
#[derive(Debug, Clone)]
pub(crate) struct Running {
    /// What is set.
    pub(crate) target: Dependency,
    /// Its value while the callback runs.
    pub(crate) meanwhile: Value,
    /// Its value when the callback is done.
    pub(crate) afterwards: Value,
}

/// The work of one call. It owns its arguments, so it may outlive the request.
pub enum Call {
    /// May block its thread: the server decides where it runs.
    Blocking(Box<dyn FnOnce() -> Result<Reply, BoxError> + Send>),
    /// Waits without blocking.
    Future(Pin<Box<dyn Future<Output = Result<Reply, BoxError>> + Send>>),
}

impl Call {
    /// Work that may block.
    pub fn blocking(work: impl FnOnce() -> Result<Reply, BoxError> + Send + 'static) -> Self {
        Self::Blocking(Box::new(work))
    }

    /// Work that waits without blocking.
    pub fn future(work: impl Future<Output = Result<Reply, BoxError>> + Send + 'static) -> Self {
        Self::Future(Box::pin(work))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Blocking(_) => "Call::Blocking(..)",
            Self::Future(_) => "Call::Future(..)",
        })
    }
}

/// Decodes the arguments while they are borrowed, and returns the work that owns them.
pub type Handler = Box<dyn Fn(Args<'_>) -> Result<Call, UpdateError> + Send + Sync>;

/// What to do about a failed callback: gives a reply in its place, or none, which changes nothing; or fails as well.
pub type ErrorHandler = dyn Fn(&UpdateError, &Ctx) -> Result<Option<Reply>, BoxError> + Send + Sync;

/// Looks at an app's data before the first call; see [`FromContext::check`].
pub(crate) type DataCheck = fn(&DataMap) -> Result<(), String>;

/// A callback, ready to be dispatched. What `#[callback]` writes can be written by hand:
///
/// ```
/// use dash_core::{Call, Callback, IntoReply};
/// let callback = Callback::builder("square")
///     .output(("result", "children"))
///     .input(("number", "value"))
///     .handler(|mut args| {
///         let number: f64 = args.next()?;
///         Ok(Call::blocking(move || IntoReply::<1>::into_reply(number * number)))
///     });
/// # let _ = callback;
/// ```
#[allow(clippy::struct_excessive_bools, reason = "Dash's own flags")]
pub struct Callback {
    pub(crate) name: Str,
    /// The module of a function with an attribute.
    pub(crate) module: Option<&'static str>,
    pub(crate) at: Location,
    pub(crate) outputs: Vec<Dependency>,
    pub(crate) outputs_are_listed: bool,
    pub(crate) inputs: Vec<Dependency>,
    pub(crate) state: Vec<Dependency>,
    pub(crate) running: Vec<Running>,
    /// `None`: as the app says.
    pub(crate) prevent_initial_call: Option<PreventInitialCall>,
    pub(crate) api_endpoint: Option<Str>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) concurrency: Option<usize>,
    pub(crate) on_error: Option<Arc<ErrorHandler>>,
    /// The function in the browser that runs in the handler's place.
    pub(crate) clientside: Option<ClientsideFunction>,
    pub(crate) optional: bool,
    pub(crate) hidden: bool,
    pub(crate) persistent: bool,
    pub(crate) arguments: Vec<Str>,
    pub(crate) data_checks: Vec<DataCheck>,
    pub(crate) problems: Vec<String>,
    pub(crate) handler: Handler,
}

/// What an argument comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Input,
    State,
}

impl Callback {
    /// Starts the definition of a callback of this name; [`CallbackBuilder::handler`] completes it.
    ///
    /// Messages about it name the line that calls this function.
    #[track_caller]
    pub fn builder(name: impl Into<Str>) -> CallbackBuilder {
        let caller = std::panic::Location::caller();
        CallbackBuilder(Self {
            name: name.into(),
            module: None,
            at: Location { file: caller.file(), line: caller.line() },
            outputs: Vec::new(),
            outputs_are_listed: false,
            inputs: Vec::new(),
            state: Vec::new(),
            running: Vec::new(),
            prevent_initial_call: None,
            api_endpoint: None,
            timeout: None,
            concurrency: None,
            on_error: None,
            clientside: None,
            optional: false,
            hidden: false,
            persistent: false,
            arguments: Vec::new(),
            data_checks: Vec::new(),
            problems: Vec::new(),
            handler: Box::new(|_| unreachable!("a builder gives no callback before it has a handler")),
        })
    }

    /// Its name in messages and in the log.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is defined: at its attribute, or where its builder was made.
    pub fn at(&self) -> Location {
        self.at
    }

    /// The path at which it also answers plain JSON.
    pub fn api_endpoint(&self) -> Option<&str> {
        self.api_endpoint.as_deref()
    }

    /// How many calls of it may run at a time.
    pub fn concurrency(&self) -> Option<usize> {
        self.concurrency
    }

    /// Whether it runs in the browser.
    pub fn is_clientside(&self) -> bool {
        self.clientside.is_some()
    }

    /// How messages name it.
    pub fn origin(&self) -> Origin {
        Origin { name: self.name.to_string(), at: self.at }
    }

    /// Dash's hash of the inputs (`dash/_utils.py`, `create_callback_id`). `attempt` makes another one where two
    /// callbacks would have the same, which in Dash overwrites the first.
    pub(crate) fn input_hash(&self, attempt: usize) -> String {
        let inputs: Vec<_> = self.inputs.iter().map(Dependency::to_string).collect();
        let inputs = inputs.join(".");
        sha256_hex(&if attempt == 0 { inputs } else { format!("{inputs}#{attempt}") })
    }

    /// What argument `position` is decoded from, if so many are declared.
    pub(crate) fn dependency(&self, position: usize) -> Option<(Role, &Dependency)> {
        match position.checked_sub(self.inputs.len()) {
            None => self.inputs.get(position).map(|input| (Role::Input, input)),
            Some(position) => self.state.get(position).map(|state| (Role::State, state)),
        }
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Callback")
            .field("name", &self.name)
            .field("at", &self.at)
            .field("outputs", &self.outputs)
            .field("inputs", &self.inputs)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl From<Def> for Callback {
    fn from(def: Def) -> Self {
        Self { module: Some(def.module), at: def.at, ..(def.build)() }
    }
}

/// A callback in the making.
#[derive(Debug)]
#[must_use = "a builder does nothing until `handler` completes the callback"]
pub struct CallbackBuilder(Callback);

impl CallbackBuilder {
    /// A property that the callback writes. Several of them make a list, as in [`outputs`](Self::outputs).
    pub fn output(mut self, output: impl Into<Dependency>) -> Self {
        self.0.outputs.push(output.into());
        self.0.outputs_are_listed |= self.0.outputs.len() > 1;
        self
    }

    /// A list of properties that the callback writes; a list of one is answered with a list of one.
    pub fn outputs<D: Into<Dependency>>(mut self, outputs: impl IntoIterator<Item = D>) -> Self {
        self.0.outputs.extend(outputs.into_iter().map(Into::into));
        self.0.outputs_are_listed = true;
        self
    }

    /// A property whose change triggers the callback, and whose value is an argument.
    pub fn input(mut self, input: impl Into<Dependency>) -> Self {
        self.0.inputs.push(input.into());
        self
    }

    /// Several inputs.
    pub fn inputs<D: Into<Dependency>>(mut self, inputs: impl IntoIterator<Item = D>) -> Self {
        self.0.inputs.extend(inputs.into_iter().map(Into::into));
        self
    }

    /// A property whose value is an argument. Arguments are all inputs first, then all states.
    pub fn state(mut self, state: impl Into<Dependency>) -> Self {
        self.0.state.push(state.into());
        self
    }

    /// Several states.
    pub fn states<D: Into<Dependency>>(mut self, states: impl IntoIterator<Item = D>) -> Self {
        self.0.state.extend(states.into_iter().map(Into::into));
        self
    }

    /// A property to set while the callback runs, and to set again when it is done.
    ///
    /// A value that refuses to be serialized as JSON is reported by `App::check`.
    pub fn running(
        mut self,
        target: impl Into<Dependency>,
        while_running: impl Serialize,
        when_done: impl Serialize,
    ) -> Self {
        let target = target.into();
        match (Value::json(&while_running), Value::json(&when_done)) {
            (Ok(while_running), Ok(when_done)) => {
                self.0.running.push(Running { target, meanwhile: while_running, afterwards: when_done });
            }
            (Err(error), _) | (_, Err(error)) => {
                self.0.problems.push(format!("a `running` value for `{target}` is not JSON: {error}"));
            }
        }
        self
    }

    /// Whether the callback waits for a change before its first call.
    pub fn prevent_initial_call(mut self, prevent: impl Into<PreventInitialCall>) -> Self {
        self.0.prevent_initial_call = Some(prevent.into());
        self
    }

    /// Where else the callback is reached: `POST` a JSON object of arguments there, get the outputs' values as plain JSON. The
    /// path is that of the server, below no prefix. The names are those of [`arguments`](Self::arguments).
    pub fn api_endpoint(mut self, path: impl Into<Str>) -> Self {
        self.0.api_endpoint = Some(path.into());
        self
    }

    /// The longest that a call may take; then it fails with [`UpdateError::TimedOut`]. An async callback is dropped where it
    /// waits; one that blocks runs on, and nobody hears of what it returns.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.0.timeout = Some(timeout);
        self
    }

    /// How many calls may run at a time. More of them wait, for the `timeout` or half a minute, and then fail with
    /// [`UpdateError::Busy`].
    pub fn concurrency(mut self, calls: usize) -> Self {
        self.0.concurrency = Some(calls);
        self
    }

    /// What to do when the callback fails: returns a reply in its place, or `None`, which changes nothing. Goes before that
    /// of the app, `App::on_error`.
    pub fn on_error(
        mut self,
        handler: impl Fn(&UpdateError, &Ctx) -> Result<Option<Reply>, BoxError> + Send + Sync + 'static,
    ) -> Self {
        self.0.on_error = Some(Arc::new(handler));
        self
    }

    /// Does not let the browser report components of this callback that are missing.
    pub fn optional(mut self, optional: bool) -> Self {
        self.0.optional = optional;
        self
    }

    /// Leaves the callback out of the developer tools' graph.
    pub fn hidden(mut self, hidden: bool) -> Self {
        self.0.hidden = hidden;
        self
    }

    /// Does not count as something that the page waits for: the document's title stays as it is while the callback runs.
    pub fn persistent(mut self, persistent: bool) -> Self {
        self.0.persistent = persistent;
        self
    }

    /// The names of the arguments, for messages.
    pub fn arguments<N: Into<Str>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.0.arguments = names.into_iter().map(Into::into).collect();
        self
    }

    /// Says that the handler extracts a `T`, so that the app can check at start whether it is there.
    pub fn extracts<T: FromContext>(mut self) -> Self {
        self.0.data_checks.push(T::check);
        self
    }

    /// The code to run.
    pub fn handler(
        self,
        handler: impl Fn(Args<'_>) -> Result<Call, UpdateError> + Send + Sync + 'static,
    ) -> Callback {
        Callback { handler: Box::new(handler), ..self.0 }
    }

    /// The function in the browser to run; the server is never asked.
    pub fn clientside(self, function: impl Into<ClientsideFunction>) -> Callback {
        let handler: Handler = Box::new(|_| unreachable!("the registry runs no clientside callback"));
        Callback { handler, clientside: Some(function.into()), ..self.0 }
    }
}
