//! What a person sees, in a real Chromium.

mod article;
mod assets;
mod errors;
mod harness;
mod packages;
mod patch;
mod side_updates;
