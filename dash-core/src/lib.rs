//! What is a callback, a component, an app? The core of Dash for Rust, without any transport.
//!
//! | Module | Question |
//! |---|---|
//! | [`App`], [`CheckedApp`] | what belongs to an app, and is it sound? |
//! | [`Callback`], [`Def`], [`callbacks!`] | what does a callback write, read and run? |
//! | [`Args`], [`Arg`], [`FromContext`] | where do arguments come from? |
//! | [`IntoReply`], [`Update`], [`Patch`], [`Json`] | what may a callback return? |
//! | [`Component`], [`Value`], [`ComponentId`] | what does a layout consist of? |
//! | [`Id`], [`PropOf`] | how does the compiler check ids and properties? |
//! | [`Registry`], [`Job`] | how does a request become an answer? |
//!
//! Users depend on the facade `dash`, bindings on this crate. It names no HTTP, no runtime and no file.

mod answer;
mod app;
mod args;
mod callback;
mod check;
mod children;
mod clientside;
mod component;
mod component_id;
mod config;
mod cookies;
mod ctx;
mod data;
mod dependency;
mod effects;
mod entry;
mod error;
mod graph;
mod handle;
mod hash;
mod id_pattern;
mod job;
mod layout;
mod number_text;
mod outputs;
mod panic;
mod patch;
mod property;
mod registry;
mod reply;
mod settlement;
mod side_update;
mod suggest;
mod target;
mod update_error;
mod value;
mod wire;

pub use app::{App, CheckedApp, Checks};
pub use args::{Arg, Args};
pub use callback::{
    Call, Callback, CallbackBuilder, Def, Define, ErrorHandler, Handler, Location, PreventInitialCall,
};
pub use check::{CheckErrors, Problem};
pub use children::Children;
pub use clientside::ClientsideFunction;
pub use component::{Component, IsComponent, LinkedPackage, Meta, Package};
pub use component_id::{ComponentId, IdValue};
pub use config::{
    Config, ContentSecurityPolicy, DevTools, ExternalFile, Limits, PackageFile, PackageFolder, PackagePlace,
};
pub use cookie::{self, Cookie};
pub use ctx::{Ctx, FromContext, Request};
pub use data::{Data, DataMap};
pub use dependency::{Dependency, ParseDependencyError};
pub use effects::Timing;
pub use error::{BoxError, Error, PreventUpdate, Result};
pub use graph::{Edge, Graph, Node};
pub use handle::{FromEach, FromProp, HasProps, Id, ListForAll, PropOf, WritesProp, WritesProps};
pub use id_pattern::{ALL, ALLSMALLER, IdPattern, KeyPattern, MATCH, Wildcard};
pub use job::{Answer, Job};
pub use layout::{IntoLayout, Layout};
pub use number_text::NumberText;
pub use outputs::{Outputs, ReplyOf};
pub use panic::locate_panics;
pub use patch::{Patch, PatchAt, PatchKey, PatchLocation};
pub use property::{Property, Resolved};
pub use registry::Registry;
pub use reply::{IntoEffect, IntoProp, IntoReply, IntoSlot, Json, Reply, Slot, Update};
pub use settlement::Settlement;
pub use update_error::{ErrorKind, Origin, UpdateError};
pub use value::{Late, Map, Num, Str, Value};

/// What generated code may name. Nothing here is for use by hand.
#[doc(hidden)]
pub mod __private;
