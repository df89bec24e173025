//! The hostile environment: no prelude, every warning an error, pedantic clippy, shadowed names.

#![no_implicit_prelude]
#![deny(warnings, clippy::pedantic)]
#![forbid(unsafe_code)]

use ::core::prelude::v1::test;

/// Names that the expansion must not pick up.
#[allow(dead_code)]
mod shadows {
    pub(super) struct Ok;
    pub(super) struct Option;
    pub(super) struct String;
}
#[allow(unused_imports)]
use shadows::{Ok, Option, String};

#[::dash::callback(output = "a.children", input = "b.value", state = ["c.value"], running = [("b.disabled", true, false)])]
fn sync_fn(
    b: ::core::option::Option<u64>,
    c: ::std::string::String,
) -> ::core::result::Result<u64, ::std::string::String> {
    match b {
        ::core::option::Option::Some(b) => ::core::result::Result::Ok(b),
        ::core::option::Option::None => ::core::result::Result::Err(c),
    }
}

#[::dash::callback(output = ["a.title"], input = "b.value", prevent_initial_call = "initial_duplicate")]
async fn async_fn(b: u64, ctx: ::dash::Ctx) -> (::dash::Update<u64>,) {
    ::core::future::ready(()).await;
    ::core::mem::drop(ctx);
    (::dash::Update::Set(b),)
}

#[test]
fn callbacks_compile_where_nothing_is_in_scope() {
    ::std::assert_eq!(
        sync_fn(::core::option::Option::Some(1), ::std::string::String::new()),
        ::core::result::Result::Ok(1)
    );
    let names = ::dash::callbacks![sync_fn, async_fn].map(|def| def.name);
    ::std::assert_eq!(names, ["sync_fn", "async_fn"]);
}
