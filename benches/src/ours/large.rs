//! W8: a page with much on it.

use dash::{Call, Callback, Reply, Slot, prelude::*};

use crate::data::{CALLBACKS, LAYOUT_ROWS};

pub(super) fn app() -> App {
    let rows: Vec<html::Div> = (0..LAYOUT_ROWS).map(row).collect();
    let layout = html::Div::new().id("root").children(rows);
    App::new().layout(layout).callbacks((0..CALLBACKS).map(callback))
}

fn row(at: u32) -> html::Div {
    let label = html::Label::new().children(format!("Row {at}"));
    let input = dcc::Input::new().id(format!("in-{at}")).type_(dcc::InputType::Text);
    let out = html::Div::new().id(format!("out-{at}")).class_name("row-out");
    html::Div::new().id(format!("row-{at}")).class_name("row").children((
        label.html_for(format!("in-{at}")).class_name("row-label"),
        input.value(format!("value {at}")).debounce(true),
        out.style(Map::new().with("color", "red").with("padding", 4)),
        html::Button::new().id(id! { type: "go", index: at }).n_clicks(0).children("Go"),
    ))
}

/// What the attribute makes, for ids that are counted.
fn callback(at: u32) -> Callback {
    Callback::builder(format!("row_{at}"))
        .output((format!("out-{at}"), "children"))
        .input((format!("in-{at}"), "value"))
        .state((format!("in-{}", (at + 1) % CALLBACKS), "value"))
        .handler(|mut args| {
            let (own, next) = (args.next::<String>()?, args.next::<String>()?);
            Ok(Call::future(async move {
                Ok(Reply::new([Slot::from(Update::Set(format!("{own}/{next}").into()))]))
            }))
        })
}
