//! The attribute on real functions: what it accepts, registers and leaves alone.

mod hygiene;
mod names;
mod registration;
mod typed;
