use dash::prelude::*;

fn paragraph() -> html::P {
    html::P::new().id("p").children(("p ", html::Em::new().title("t").children("em")))
}

fn mixed() -> Children {
    Children::from(("a", 1, 2.5, Value::Null, true, html::B::new().children("b")))
}

#[callback(output = "to-null.children", input = "go.n_clicks")]
fn null(_clicks: Option<u64>) -> Option<String> {
    None
}

#[callback(output = "to-true.children", input = "go.n_clicks")]
fn yes(_clicks: Option<u64>) -> bool {
    true
}

#[callback(output = "to-false.children", input = "go.n_clicks")]
fn no(_clicks: Option<u64>) -> bool {
    false
}

#[callback(output = "to-int.children", input = "go.n_clicks")]
fn int(_clicks: Option<u64>) -> u8 {
    42
}

#[callback(output = "to-float.children", input = "go.n_clicks")]
fn float(_clicks: Option<u64>) -> f32 {
    2.5
}

#[callback(output = "to-text.children", input = "go.n_clicks")]
fn text(_clicks: Option<u64>) -> &'static str {
    "text"
}

#[callback(output = "to-empty.children", input = "go.n_clicks")]
fn empty(_clicks: Option<u64>) -> String {
    String::new()
}

#[callback(output = "to-list.children", input = "go.n_clicks")]
fn list(_clicks: Option<u64>) -> Children {
    mixed()
}

#[callback(output = "to-nothing.children", input = "go.n_clicks")]
fn nothing(_clicks: Option<u64>) -> Vec<Component> {
    Vec::new()
}

#[callback(output = "to-component.children", input = "go.n_clicks")]
fn component(_clicks: Option<u64>) -> html::P {
    paragraph()
}

pub(crate) fn app() -> App {
    let values: [(&str, Value); 10] = [
        ("null", Value::Null),
        ("true", true.into()),
        ("false", false.into()),
        ("int", 42.into()),
        ("float", 2.5.into()),
        ("text", "text".into()),
        ("empty", "".into()),
        ("list", mixed().into()),
        ("nothing", Value::List(Vec::new())),
        ("component", paragraph().into()),
    ];
    let names = values.each_ref().map(|(kind, _)| *kind);
    let at = values.map(|(kind, value)| html::Div::new().id(format!("at-{kind}")).children(value));
    let to = names.map(|kind| html::Div::new().id(format!("to-{kind}")));
    let children: Vec<Component> = [html::Button::new().id("go").children("go").into()]
        .into_iter()
        .chain(at.into_iter().chain(to).map(Into::into))
        .collect();
    App::new()
        .layout(html::Div::new().children(children))
        .callbacks(callbacks![null, yes, no, int, float, text, empty, list, nothing, component])
}
