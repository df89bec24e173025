//! What a person sees, in a real Chromium.

mod article;
mod assets;
mod clientside;
mod cookies;
mod dev;
mod duplicate_outputs;
mod embedded;
mod endpoint;
mod errors;
mod generated_children;
mod graph;
mod harness;
mod limits;
mod new_app;
mod other_sites;
mod packages;
mod patch;
mod policy;
mod read_only;
mod side_updates;
mod todo;
