//! An app: a layout, callbacks, data and settings; and the same once it passed its checks.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bytes::Bytes;

use crate::callback::{Callback, Def, ErrorHandler, PreventInitialCall};
use crate::check::{self, CheckErrors, Problem};
use crate::clientside::ClientsideFunction;
use crate::component::{LinkedPackage, Package};
use crate::config::Config;
use crate::ctx::{Ctx, Request, Source};
use crate::data::DataMap;
use crate::effects::Effects;
use crate::job::{Answer, Job};
use crate::layout::{IntoLayout, Layout};
use crate::panic::{self, caught};
use crate::registry::Registry;
use crate::reply::IntoEffect;
use crate::update_error::UpdateError;

/// A Dash app in the making.
///
/// ```
/// use dash_core::App;
/// let app = App::new().title("Sales").layout("no component at all, only text");
/// assert!(app.check().is_empty());
/// ```
#[must_use = "an app does nothing until it is run or made into a router"]
pub struct App {
    pub(crate) config: Config,
    layout: Option<Layout>,
    /// `None` until callbacks are given: then all linked ones are taken.
    callbacks: Option<Vec<Callback>>,
    data: DataMap,
    checks: Checks,
    prevent_initial_callbacks: PreventInitialCall,
    on_error: Option<Arc<ErrorHandler>>,
}

/// What to do about errors that `App::check` finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Checks {
    /// The app does not start.
    #[default]
    Strict,
    /// They are reported and the app starts, as in Dash.
    Warn,
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}

impl App {
    /// An app without a layout. Unless [`callbacks`](Self::callbacks) says otherwise it has every callback that is
    /// linked into the program, in the order of their source files and lines.
    pub fn new() -> Self {
        Self {
            config: Config::default(),
            layout: None,
            callbacks: None,
            data: DataMap::default(),
            checks: Checks::Strict,
            prevent_initial_callbacks: PreventInitialCall::No,
            on_error: None,
        }
    }

    /// What the page shows: a component, a function that returns one, or an async function from [`Ctx`] to one.
    /// A function is called for each page load, and a plain one also once by [`check`](Self::check).
    pub fn layout<Form>(mut self, layout: impl IntoLayout<Form>) -> Self {
        self.layout = Some(layout.into_layout());
        self
    }

    /// Gives the app these callbacks, in addition to those of earlier calls, and not the linked ones.
    pub fn callbacks<C: Into<Callback>>(mut self, callbacks: impl IntoIterator<Item = C>) -> Self {
        self.callbacks.get_or_insert_default().extend(callbacks.into_iter().map(Into::into));
        self
    }

    /// Data for callbacks, which take it as `Data<T>`; one value of a type.
    pub fn data<T: Send + Sync + 'static>(mut self, data: T) -> Self {
        self.data.insert(data);
        self
    }

    /// Whether callbacks that do not say so themselves wait for a change before their first call. One without inputs does
    /// not: it would never run.
    pub fn prevent_initial_callbacks(mut self, prevent: impl Into<PreventInitialCall>) -> Self {
        self.prevent_initial_callbacks = prevent.into();
        self
    }

    /// What to do when a callback fails that has no `on_error` of its own. The page stays as it is, apart from what the
    /// handler sets; an error that it returns is reported in the place of the first one. For an async callback it runs where the
    /// callback ran, and must not block.
    ///
    /// ```
    /// use dash_core::{App, Ctx, UpdateError};
    /// fn tell(error: &UpdateError, ctx: &Ctx) {
    ///     eprintln!("{error}");
    ///     ctx.set_props("notice", [("children", "That did not work, sorry.")]);
    /// }
    /// let app = App::new().on_error(tell);
    /// # let _ = app;
    /// ```
    pub fn on_error<R: IntoEffect>(
        mut self,
        handler: impl Fn(&UpdateError, &Ctx) -> R + Send + Sync + 'static,
    ) -> Self {
        self.on_error = Some(Arc::new(move |error, ctx| handler(error, ctx).into_reply().map(|_| None)));
        self
    }

    /// Whether errors found by [`check`](Self::check) keep the app from starting. By default they do.
    pub fn checks(mut self, checks: Checks) -> Self {
        self.checks = checks;
        self
    }

    /// The settings so far.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Every mistake that can be found before the first request.
    pub fn check(mut self) -> Vec<Problem> {
        let registry = self.registry();
        check::app(self.layout.as_ref(), &self.config, &registry)
    }

    /// Checks the app and makes it ready to answer.
    ///
    /// # Errors
    /// All problems together, when one of them is an error and the app did not ask for [`Checks::Warn`].
    pub fn into_checked(mut self) -> Result<CheckedApp, CheckErrors> {
        let registry = self.registry();
        let layout = self.layout.as_ref();
        let problems = check::app(layout, &self.config, &registry);
        if self.checks == Checks::Strict && problems.iter().any(Problem::is_error) {
            return Err(CheckErrors { problems });
        }
        let refuse =
            |error: serde_json::Error| CheckErrors { problems: vec![Problem::error(error.to_string())] };
        let layout = self.layout.unwrap_or(Layout::Fixed(crate::value::Value::Null));
        let fixed_layout = match &layout {
            Layout::Fixed(value) => Some(serde_json::to_vec(value).map_err(refuse)?),
            Layout::Function(_) | Layout::Async(_) => None,
        };
        let dependencies = registry.dependencies().map_err(refuse)?;
        Ok(CheckedApp { config: self.config, layout, fixed_layout, dependencies, registry, problems })
    }

    /// The app's callbacks, with what it says of them all.
    fn registry(&mut self) -> Registry {
        let mut callbacks = self.callbacks.take().unwrap_or_else(linked_callbacks);
        for callback in &mut callbacks {
            // One without inputs would never run if it waited for a change.
            if !callback.inputs.is_empty() || self.prevent_initial_callbacks != PreventInitialCall::Yes {
                callback.prevent_initial_call.get_or_insert(self.prevent_initial_callbacks);
            }
        }
        Registry::new(callbacks, Arc::new(std::mem::take(&mut self.data)), self.on_error.as_ref())
    }
}

/// Every callback linked into the program, in the order of source file and line.
fn linked_callbacks() -> Vec<Callback> {
    let mut defs: Vec<Def> = inventory::iter::<Def>().copied().collect();
    defs.sort_by_key(|def| (def.at, def.module, def.name));
    defs.into_iter().map(Callback::from).collect()
}

/// An app that passed its checks: everything a server needs to answer, and no transport.
#[derive(Debug)]
pub struct CheckedApp {
    config: Config,
    layout: Layout,
    fixed_layout: Option<Vec<u8>>,
    dependencies: Vec<u8>,
    registry: Registry,
    problems: Vec<Problem>,
}

impl CheckedApp {
    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The callbacks.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// Where callbacks answer plain JSON: the position of each among [`Registry::callbacks`], and the path. One that the checks
    /// found wrong is left out.
    pub fn endpoints(&self) -> Vec<(usize, &str)> {
        let endpoints = check::endpoints::endpoints(self.registry.callbacks(), &self.config).into_iter();
        endpoints.filter(|(.., problem)| problem.is_none()).map(|(index, path, _)| (index, path)).collect()
    }

    /// What was found wrong, but does not keep the app from starting.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The component packages whose bindings are linked into this program, sorted by name.
    pub fn packages(&self) -> Vec<&'static Package> {
        let mut packages: Vec<_> = inventory::iter::<LinkedPackage>().map(|linked| linked.0).collect();
        packages.sort_by_key(|package| (package.name, package.namespace));
        packages
    }

    /// The JSON of `_dash-dependencies`; always the same.
    pub fn dependencies(&self) -> &[u8] {
        &self.dependencies
    }

    /// The scripts that the page must bring along, between the bundles and the renderer's start: the functions of clientside
    /// callbacks that are not in a file, each once.
    pub fn inline_scripts(&self) -> Vec<String> {
        let functions = self.registry.callbacks().filter_map(|callback| callback.clientside.as_ref());
        let mut scripts = Vec::new();
        for script in functions.filter_map(ClientsideFunction::script) {
            if !scripts.contains(&script) {
                scripts.push(script);
            }
        }
        scripts
    }

    /// The JSON of `_dash-layout`, where it is always the same.
    pub fn fixed_layout(&self) -> Option<&[u8]> {
        self.fixed_layout.as_deref()
    }

    /// Whether making the layout may block the thread: it is a plain function.
    pub fn layout_may_block(&self) -> bool {
        matches!(self.layout, Layout::Function(_))
    }

    /// Makes the JSON of `_dash-layout` for one page load, here and now. Only for a layout that
    /// [may block](Self::layout_may_block).
    ///
    /// # Errors
    /// When the layout function fails or panics, or a value in the layout cannot be written as JSON.
    pub fn make_layout_blocking(&self) -> Result<Vec<u8>, crate::Error> {
        match &self.layout {
            Layout::Fixed(value) => Ok(serde_json::to_vec(value)?),
            Layout::Function(make) => {
                let layout = catch_unwind(AssertUnwindSafe(make)).map_err(|panic| panicked(&*panic))?;
                Ok(serde_json::to_vec(&layout.map_err(crate::Error::new)?)?)
            }
            Layout::Async(_) => Err(crate::Error::new("an async layout cannot block")),
        }
    }

    /// Makes the JSON of `_dash-layout` for one page load, with the headers and cookies that the function gave the answer. A
    /// layout that may block does so on the thread that polls.
    ///
    /// # Errors
    /// When the layout function fails or panics, a value in the layout cannot be written as JSON, or the function used
    /// [`Ctx::set_props`]: there is no page yet.
    pub async fn make_layout(&self, request: impl Request + 'static) -> Result<Answer, crate::Error> {
        let Layout::Async(make) = &self.layout else {
            return Ok(Answer { body: Some(self.make_layout_blocking()?), ..Answer::default() });
        };
        let ctx = Ctx::new(request, Source::default(), self.registry.data());
        let layout = match catch_unwind(AssertUnwindSafe(|| make(ctx.clone()))) {
            Ok(layout) => caught(layout).await,
            Err(panic) => Err(panic),
        };
        let layout = layout.map_err(|panic| panicked(&*panic))?;
        let body = serde_json::to_vec(&layout.map_err(crate::Error::new)?)?;
        let Effects { side, headers, timings, problem } = std::mem::take(&mut *ctx.effects());
        if !side.is_empty() {
            let message = "the layout function called `Ctx::set_props`, but there is no page yet; set the properties in the layout";
            return Err(crate::Error::new(message));
        }
        match problem {
            Some(problem) => Err(crate::Error::new(problem)),
            None => Ok(Answer { body: Some(body), headers, timings, ..Answer::default() }),
        }
    }

    /// Runs one update request from its body to its answer, on the thread that polls. For tests, and for servers
    /// that do not tell blocking callbacks from others.
    ///
    /// # Errors
    /// See [`UpdateError`].
    pub async fn update(
        &self,
        body: impl Into<Bytes>,
        request: impl Request + 'static,
    ) -> Result<Answer, UpdateError> {
        let job: Job = self.registry.job(body, request)?;
        job.run().await
    }
}

fn panicked(payload: &(dyn Any + Send)) -> crate::Error {
    crate::Error::new(format!("the layout function panicked: {}", panic::located(payload)))
}

impl fmt::Debug for App {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("App")
            .field("config", &self.config)
            .field("layout", &self.layout)
            .field("callbacks", &self.callbacks)
            .finish_non_exhaustive()
    }
}
