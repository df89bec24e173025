//! Mistakes that the compiler cannot see: this app does not start. It says all of them together, with the lines and what
//! may have been meant.
//!
//! `cargo dash check -p mistakes`

use dash::prelude::*;

fn layout() -> html::Div {
    html::Div::new().children((
        dcc::Input::new().id("price").value(10),
        dcc::Input::new().id("count").value(1),
        html::P::new().id("total"),
        html::P::new().id("note"),
    ))
}

/// The id is misspelt, and the property has another name.
#[callback(output = "totl.children", input = ["price.Value", "count.value"])]
fn total(price: Option<f64>, count: Option<f64>) -> Option<f64> {
    Some(price? * count?)
}

/// Two callbacks write one property,
#[callback(output = "note.children", input = "price.value")]
fn dear(price: Option<f64>) -> Option<&'static str> {
    (price? > 100.0).then_some("That is a lot.")
}

/// and this is the second one.
#[callback(output = "note.children", input = "count.value")]
fn many(count: Option<f64>) -> Option<&'static str> {
    (count? > 100.0).then_some("Those are many.")
}

/// These two trigger one another.
#[callback(output = "count.value", input = "price.value", state = "total.title")]
fn count_from_price(price: Option<f64>, _title: Option<String>) -> Option<f64> {
    Some(100.0 / price?)
}

#[callback(output = "price.value", input = "count.value")]
fn price_from_count(count: Option<f64>) -> Option<f64> {
    Some(100.0 / count?)
}

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Mistakes").layout(layout()).run().await
}
