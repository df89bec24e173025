use dash::prelude::*;
use serde_json::Value as Any;

fn appended(text: String) -> Patch {
    Patch::new().append(html::Li::new().children(text))
}

#[callback(
    output = { type: "list", index: MATCH }.children,
    input = { type: "list", index: MATCH }.n_clicks,
)]
fn one(clicks: u64) -> Patch {
    appended(clicks.to_string())
}

#[callback(
    output = allow_duplicate({ type: "list", index: ALL }.children),
    input = { type: "list", index: ALL }.title,
    prevent_initial_call,
)]
fn each(titles: Vec<Any>) -> Vec<Update<Value>> {
    let patched = Value::from(appended("patched".to_owned()));
    let mut values = vec![Update::Keep, Update::Set(patched), Update::Set(vec!["set"].into())];
    values.truncate(titles.len());
    values
}

pub(crate) fn app() -> App {
    let list = |index: &'static str| {
        html::Ul::new().id(id! { type: "list", index: index }).children(Vec::<Component>::new())
    };
    App::new().layout(html::Div::new().children(["a", "b", "c"].map(list))).callbacks(callbacks![one, each])
}
