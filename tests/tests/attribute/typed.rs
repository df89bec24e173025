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
