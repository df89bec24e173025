//! Where do component packages come from?
//!
//! A [`Lock`] (`dash.lock`, committed) names each package, its hash and what a server must know of it. A [`Store`]
//! (per user, outside `target/`) holds the files that browsers load. A [`Folder`] is a package that lies elsewhere, with
//! the facts that a lock would name. A [`Library`] answers for all of them what an index page needs: script tags,
//! styles, files, `children_props`.
//!
//! The features keep what only development needs out of a finished app: `fetch` gets missing packages with the
//! machine's own package client, `compress` makes the bodies that most browsers ask for, `embed` is for
//! programs that hold their packages, `bindings` reads a package and prints Rust for it.

#[cfg(feature = "bindings")]
pub mod add;
#[cfg(feature = "bindings")]
pub mod bindings;
#[cfg(feature = "compress")]
mod compress;
#[cfg(feature = "embed")]
mod embedded;
mod encoding;
mod entry;
mod error;
#[cfg(feature = "bindings")]
pub mod facts;
#[cfg(feature = "fetch")]
mod fetch;
mod file;
pub mod fingerprint;
mod folder;
#[cfg(feature = "fetch")]
mod guard;
mod kept;
mod library;
mod lock;
mod manifest;
#[cfg(feature = "fetch")]
mod pip;
#[cfg(feature = "fetch")]
mod program;
mod store;
mod tag;
#[cfg(feature = "fetch")]
mod wheel;

#[cfg(feature = "embed")]
pub use embedded::{Bundle, Embeddable, Embedded};
pub use encoding::Encoding;
pub use entry::{Entry, Kind};
pub use error::{Error, MissingFiles};
pub use file::{Body, File};
pub use folder::{Folder, Resource, What};
pub use library::Library;
pub use lock::{Lock, Module, Origin, Package, Role};
pub use store::{Offline, OpenOptions, Store};
pub use tag::{Build, Source, Tag};
