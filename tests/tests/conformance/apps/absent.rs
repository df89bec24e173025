use dash::prelude::*;

fn show(value: Option<&str>) -> String {
    value.map_or("nothing".to_owned(), |value| format!("'{value}'"))
}

#[callback(output = "out.children", input = ["absent.value", "null.value"], state = "set.value")]
fn describe(absent: Option<String>, null: Option<String>, text: Option<String>) -> String {
    [absent, null, text].map(|value| show(value.as_deref())).join(" ")
}

#[callback(output = "out.title", input = "absent.value")]
fn clear(_value: Option<String>) -> Option<String> {
    None
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("absent"),
        dcc::Input::new().id("null").prop("value", Value::Null),
        dcc::Input::new().id("set").value(""),
        html::P::new().id("out"),
    ));
    App::new().layout(layout).callbacks(callbacks![describe, clear])
}
