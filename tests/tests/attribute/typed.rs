//! Typed handles in the grammar: the compiler knows the id, the property and its type.

use dash::{
    App, Callback, ComponentId, HasProps, Id, Map, Num, PropOf, Str, Update, Value, callback, callbacks,
};
use feffery_antd_components::{AntdButton, AntdText};

/// Written by hand here; a later version generates these for every component.
struct ButtonProps {
    n_clicks: PropOf<Num>,
    loading: PropOf<bool>,
    title: PropOf<Str>,
    style: PropOf<Map>,
}

/// A local type: the real component is foreign to this crate.
struct Button;

impl HasProps for Button {
    type Props = ButtonProps;
    const PROPS: &'static ButtonProps = &ButtonProps {
        n_clicks: PropOf::new("nClicks"),
        loading: PropOf::new("loading"),
        title: PropOf::new("title"),
        style: PropOf::new("style"),
    };
}

struct TextProps {
    children: PropOf<Value>,
}

struct Text;

impl HasProps for Text {
    type Props = TextProps;
    const PROPS: &'static TextProps = &TextProps { children: PropOf::new("children") };
}

const EXECUTE: Id<Button> = Id::new("execute");
const RESULT: Id<Text> = Id::new("result");

#[callback(
    output = [RESULT.children, EXECUTE.title, "execute.style"],
    input = EXECUTE.n_clicks,
    state = [EXECUTE.style, "result.children"],
    running = (EXECUTE.loading, true, false),
    prevent_initial_call,
)]
async fn run(
    n_clicks: Option<u64>,
    style: serde_json::Value,
    children: Option<String>,
) -> Result<(String, Update<String>, Map), String> {
    std::future::ready(style).await;
    Ok((children.unwrap_or_default(), Update::Set(format!("{n_clicks:?}")), Map::new()))
}

#[callback(output = EXECUTE.loading, input = RESULT.children)]
fn one(children: Vec<String>) -> bool {
    children.is_empty()
}

/// A type of the user's own for a number.
#[derive(serde::Deserialize)]
struct Clicks(u64);

impl dash::FromProp<Num> for Clicks {}

/// Whatever an object holds.
#[derive(serde::Deserialize)]
struct Style {
    color: Option<String>,
}

#[callback(output = [EXECUTE.title], input = EXECUTE.n_clicks, state = EXECUTE.style)]
fn own_types(clicks: Option<Clicks>, style: Option<Style>) -> (Option<&'static str>,) {
    (clicks
        .is_some_and(|clicks| clicks.0 > 1 && style.is_some_and(|style| style.color.is_some()))
        .then_some("many"),)
}

#[allow(clippy::type_complexity, reason = "as many values as outputs")]
#[callback(
    output = [
        EXECUTE.style, "a.x", "b.x", "c.x", "d.x", "e.x", "f.x", "g.x", EXECUTE.n_clicks,
    ],
    input = "a.y",
)]
fn nine_outputs(a: u8) -> (Update<Map>, u8, u8, u8, u8, u8, u8, u8, Update<Option<u64>>) {
    (Update::Keep, a, a, a, a, a, a, a, Update::Set(None))
}

#[test]
fn own_types_and_many_outputs_fit_handles() {
    assert_eq!(own_types(Some(Clicks(2)), None), (None,));
    assert_eq!(nine_outputs(1).1, 1);
    assert_eq!(callbacks![own_types, nine_outputs].map(|def| def.name), ["own_types", "nine_outputs"]);
}

#[test]
fn handles_fit_into_outputs_inputs_states_and_running() {
    let id = ComponentId::from(EXECUTE);
    let layout = [
        Value::from(AntdButton::new().id(id).children("go")),
        AntdText::new().id(ComponentId::from(RESULT)).into(),
    ];
    let app = App::new()
        .layout(layout)
        .callbacks(callbacks![run, one])
        .into_checked()
        .expect("handles match the layout");
    let entries: serde_json::Value = serde_json::from_slice(app.dependencies()).expect("JSON");
    assert_eq!(entries[0]["output"], "..result.children...execute.title...execute.style..");
    assert_eq!(entries[0]["inputs"][0], serde_json::json!({"id": "execute", "property": "nClicks"}));
    assert_eq!(entries[0]["running"]["running"], serde_json::json!({"execute.loading": true}));
    assert_eq!(Callback::from(callbacks![one][0]).name(), "one");
}
