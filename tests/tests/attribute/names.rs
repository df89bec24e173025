//! Parameters, functions and types that are called like the expansion's own names.

use dash::{Callback, callback, callbacks};

#[allow(clippy::just_underscores_and_digits, reason = "the very names that the expansion uses")]
#[callback(output = "a.children", input = ["b.value", "c.value"], state = "d.value")]
fn internals(__args: u64, __0: u64, __dash: u64) -> u64 {
    __args + __0 + __dash
}

#[callback(output = "a.title", input = "b.value")]
async fn r#async(r#in: u64) -> u64 {
    std::future::ready(r#in).await
}

#[callback(output = "a.style", input = ["b.value", "c.value"])]
fn patterns((left, right): (u64, u64), mut sum: u64) -> u64 {
    sum += left + right;
    sum
}

#[callback(output = "a.hidden", input = "b.value")]
fn opaque(b: u64) -> impl dash::IntoProp + Send {
    b
}

#[test]
fn the_expansion_collides_with_nothing() {
    assert_eq!(internals(1, 2, 3) + patterns((1, 2), 3), 12);
    let _ = (r#async(1), opaque(1));
    let callbacks = callbacks![internals, r#async, patterns, opaque].map(Callback::from);
    assert_eq!(callbacks.each_ref().map(Callback::name), ["internals", "async", "patterns", "opaque"]);
}
