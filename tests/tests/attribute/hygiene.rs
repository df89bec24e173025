//! The hostile environment: no prelude, every warning an error, pedantic clippy, shadowed names.

#![no_implicit_prelude]
#![deny(warnings, clippy::pedantic)]
#![forbid(unsafe_code)]

use ::core::prelude::v1::{derive, test};

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

/// Names of the expansion's own, as the user's.
#[allow(dead_code)]
const MATCH: () = ();

#[derive(::dash::Outputs)]
struct Totals {
    #[output({ type: "row", index: MATCH }.title)]
    title: u64,
    #[output(allow_duplicate({ "type": "row", index: MATCH }.children))]
    children: ::dash::Update<u64>,
}

#[::dash::callback(
    output = Totals,
    input = { type: "row", index: MATCH }.value,
    state = { type: "row", index: ALLSMALLER }.value,
    running = ({ type: "row", index: MATCH }.style, 1, 2),
    on_error = instead,
    timeout = "1s",
    concurrency = 2,
    api_endpoint = "/hostile",
    prevent_initial_call,
)]
fn patterns(
    value: u64,
    above: ::std::vec::Vec<u64>,
) -> ::core::result::Result<Totals, ::std::string::String> {
    if above.is_empty() {
        return ::core::result::Result::Err(::std::string::String::new());
    }
    ::core::result::Result::Ok(Totals { title: value, children: ::dash::Update::Keep })
}

fn instead(_: &::dash::UpdateError, _: &::dash::Ctx) {}

#[::dash::clientside_callback(output = "a.style", input = { index: ALL }.value)]
const IN_THE_BROWSER: &str = "(values) => ({opacity: values.length})";

#[test]
fn callbacks_compile_where_nothing_is_in_scope() {
    ::std::assert_eq!(
        sync_fn(::core::option::Option::Some(1), ::std::string::String::new()),
        ::core::result::Result::Ok(1)
    );
    let names = ::dash::callbacks![sync_fn, async_fn, patterns, IN_THE_BROWSER].map(|def| def.name);
    ::std::assert_eq!(names, ["sync_fn", "async_fn", "patterns", "IN_THE_BROWSER"]);
    ::std::assert!(patterns(1, ::std::vec![1]).is_ok_and(|totals| totals.title == 1));
}
