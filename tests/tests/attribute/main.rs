//! The attribute on real functions: what it accepts, registers and leaves alone.

mod hygiene;
mod macros;
mod names;
mod on_parameters;
mod registration;
mod typed;
