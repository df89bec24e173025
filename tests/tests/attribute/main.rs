//! The attribute on real functions: what it accepts, registers and leaves alone.

mod clientside;
mod hygiene;
mod limits;
mod macros;
mod names;
mod on_parameters;
mod patterns;
mod registration;
mod support;
mod typed;
