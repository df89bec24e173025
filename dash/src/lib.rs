//! Reactive web apps in Rust, on the unmodified browser half of [Plotly Dash](https://dash.plotly.com).
//!
//! ```no_run
//! use dash::prelude::*;
//!
//! #[callback(output = "greeting.children", input = "name.value")]
//! fn greet(name: Option<String>) -> String {
//!     format!("Hello, {}!", name.as_deref().unwrap_or("stranger"))
//! }
//!
//! #[tokio::main]
//! async fn main() -> dash::Result<()> {
//!     let layout = html::Div::new().children((
//!         dcc::Input::new().id("name").placeholder("Your name"),
//!         html::P::new().id("greeting"),
//!     ));
//!     App::new().title("Hello").layout(layout).run().await
//! }
//! ```
//!
//! [`macro@callback`] is the reference of what a callback can say; [`guide::coming_from_dash`] has Python on the left and
//! Rust on the right, [`guide::security`] what an app refuses and how to change that.

pub use dash_components::{dash_table, dcc, html};
pub use dash_core::{
    ALL, ALLSMALLER, Answer, App, Arg, Args, BoxError, Call, Callback, CallbackBuilder, CheckErrors,
    CheckedApp, Checks, Children, ClientsideFunction, Component, ComponentId, Config, ContentSecurityPolicy,
    Cookie, Ctx, Data, DataMap, Def, Define, Dependency, DevTools, Error, ErrorHandler, ErrorKind,
    ExternalFile, FromContext, FromEach, FromProp, HasProps, Id, IdPattern, IdValue, IntoEffect, IntoLayout,
    IntoProp, IntoReply, IntoSlot, IsComponent, Job, Json, KeyPattern, Layout, Limits, ListForAll, Location,
    MATCH, Map, Meta, Num, NumberText, Origin, Outputs, Package, PackageFile, PackageFolder, PackagePlace,
    ParseDependencyError, Patch, PatchAt, PatchKey, PatchLocation, PreventInitialCall, PreventUpdate,
    Problem, PropOf, Property, Registry, Reply, ReplyOf, Request, Resolved, Result, Settlement, Slot, Str,
    Timing, Update, UpdateError, Value, Wildcard, WritesProp, WritesProps, callbacks, components, cookie, id,
    package, prop_enums,
};
#[doc = include_str!("docs/outputs.md")]
pub use dash_macros::Outputs;
#[doc = include_str!("docs/callback.md")]
pub use dash_macros::callback;
#[doc = include_str!("docs/clientside_callback.md")]
pub use dash_macros::clientside_callback;
pub use dash_server::{Algorithm as CspAlgorithm, Error as ServeError, Serve, Site, listen, router};

pub mod guide;

/// What almost every app needs.
pub mod prelude {
    pub use crate::{
        App, Children, Component, Ctx, Data, Json, Map, Outputs, Patch, PreventUpdate, Serve, Update,
        UpdateError, Value, callback, callbacks, clientside_callback, dash_table, dcc, html, id,
    };
}

/// What the output of [`macro@callback`] names. Nothing here is for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use dash_core::__private::*;

    #[cfg(feature = "auto-register")]
    pub use dash_core::__private::inventory::submit;

    /// Without the feature `auto-register` callbacks are given to an app by name.
    #[cfg(not(feature = "auto-register"))]
    #[macro_export]
    #[doc(hidden)]
    macro_rules! __do_not_submit {
        ($($definition:tt)*) => {};
    }

    #[cfg(not(feature = "auto-register"))]
    pub use crate::__do_not_submit as submit;
}

/// What the README shows compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
