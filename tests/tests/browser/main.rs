//! What a person sees, in a real Chromium.

mod article;
mod harness;
mod patch;
