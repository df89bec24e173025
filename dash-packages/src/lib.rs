//! Where do component packages come from?
//!
//! A [`Lock`] (`dash.lock`, committed) names each package, its hash and what a server must know of it. A [`Store`]
//! (per user, outside `target/`) holds the files that browsers load. A [`Folder`] is a package that lies elsewhere, with
//! the facts that a lock would name. A [`Library`] answers for all of them what an index page needs: script tags,
//! styles, files, `children_props`.
//!
//! The features keep what only development needs out of a finished app: `fetch` gets missing packages with the
//! machine's own package client, `bindings` reads a package and prints Rust for it.

#[cfg(feature = "bindings")]
pub mod add;
#[cfg(feature = "bindings")]
pub mod bindings;
mod entry;
mod error;
#[cfg(feature = "bindings")]
pub mod facts;
#[cfg(feature = "fetch")]
mod fetch;
mod file;
pub mod fingerprint;
mod folder;
mod library;
mod lock;
#[cfg(feature = "fetch")]
mod pip;
#[cfg(feature = "fetch")]
mod program;
mod store;
mod tag;
#[cfg(feature = "fetch")]
mod wheel;

pub use entry::{Entry, Kind};
pub use error::{Error, MissingFiles};
pub use file::File;
pub use folder::{Folder, Resource, What};
pub use library::Library;
pub use lock::{Lock, Module, Origin, Package, Role};
pub use store::{Offline, OpenOptions, Store};
pub use tag::{Build, Source, Tag};
