//! How does the browser reach the app? Over HTTP, with axum.
//!
//! There are two ways in. [`Serve::run`] turns an app into a program: it listens where `HOST` and `PORT` say and stops
//! at a signal. [`router`] turns an app into an [`axum::Router`] for a service that exists already; middleware,
//! authentication, TLS and tests come from axum and tower.
//!
//! | Module | Question |
//! |---|---|
//! | `server`, `site` | what is made once, before the first request? |
//! | `routes` | which URL leads where? |
//! | `index`, `inline`, `page`, `renderer_config` | what does the browser load first? |
//! | `headers`, `policy`, `csp` | what may a browser do with an answer? |
//! | `origin`, `csrf` | which pages may ask? |
//! | `library`, `suites`, `folders`, `assets` | where are the files of component packages and of the app, and how are they served? |
//! | `encodings`, `representation`, `compress` | in which form is a file or an answer sent? |
//! | `update`, `body`, `request` | how does a request reach its callback? |
//! | `run` | where does a callback run, and for how long? |
//! | `watch`, `tally`, `metrics`, `seen`, `log`, `health`, `graph` | what do those see of it who look from outside? |
//! | `reload`, `dev` | how does an open page follow a change? |
//! | `failure` | what does the browser see of an error, and what the log? |
//! | `listen`, `open_files`, `connection`, `pace` | which connections are there, and for how long? |
//! | `serve`, `drain`, `settings`, `check_only` | how does the program start and stop? |

mod assets;
mod body;
mod check_only;
mod compress;
mod connection;
mod csp;
mod csrf;
mod dev;
mod drain;
mod encodings;
mod error;
mod failure;
mod folders;
mod graph;
mod headers;
mod health;
mod index;
mod inline;
mod library;
mod listen;
mod log;
#[cfg(feature = "metrics")]
mod metrics;
mod open_files;
mod origin;
mod pace;
mod page;
mod policy;
mod reload;
mod renderer_config;
mod representation;
mod request;
mod routes;
mod run;
mod seen;
mod serve;
mod server;
mod settings;
mod site;
mod step;
mod suites;
mod tally;
mod update;
mod watch;

pub use csp::Algorithm;
pub use error::Error;
#[cfg(feature = "metrics")]
pub use metrics::Metrics;
pub use routes::router;
pub use serve::Serve;
pub use settings::listen;
pub use site::Site;
