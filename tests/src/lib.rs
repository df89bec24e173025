//! What the tests of the whole are made of: a Python Dash to compare with, and a browser to look through.

pub mod browser;
pub mod conformance;
