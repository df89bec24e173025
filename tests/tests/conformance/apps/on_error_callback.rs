use dash::prelude::*;

fn check(value: String) -> Result<String, String> {
    if value.starts_with("bad") { Err(value) } else { Ok(value) }
}

fn text(error: &UpdateError) -> String {
    error.error().map(ToString::to_string).unwrap_or_default()
}

fn instead(error: &UpdateError, _: &Ctx) -> String {
    format!("instead of {}", text(error))
}

fn tell(error: &UpdateError, ctx: &Ctx) {
    let id = ctx.triggered_id().map(|id| id.to_string());
    ctx.set_props("note", Map::new().with("children", text(error)).with("title", id));
}

fn again(error: &UpdateError, _: &Ctx) -> Result<String, String> {
    Err(format!("again {}", text(error)))
}

fn some(error: &UpdateError, _: &Ctx) -> (Update<String>, Vec<Update<String>>) {
    (Update::Keep, vec![Update::Set(text(error)), Update::Keep])
}

#[callback(output = "out.children", input = "in.value", on_error = instead)]
fn with_value(value: String) -> Result<String, String> {
    check(value)
}

#[callback(output = ["out.title", "out.lang"], input = "in.value", on_error = tell)]
fn kept(value: String, ctx: Ctx) -> Result<(String, String), String> {
    ctx.set_props("note", [("hidden", true)]);
    Ok((check(value.clone())?, value))
}

#[callback(output = "out.dir", input = "in.value", on_error = again)]
fn fails_twice(value: String) -> Result<String, String> {
    check(value)
}

#[callback(output = ["note.lang", { row: ALL }.children], input = "in.value", on_error = some)]
async fn partly(value: String) -> Result<(String, Vec<String>), String> {
    tokio::task::yield_now().await;
    Ok((check(value.clone())?, vec![value.clone(), value]))
}

#[callback(input = "in.value", on_error = tell)]
fn effect(value: String) -> Result<(), String> {
    check(value).map(|_| ())
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("out"),
        html::P::new().id("note"),
        html::P::new().id(id! { row: 1 }),
    ));
    App::new().layout(layout).callbacks(callbacks![with_value, kept, fails_twice, partly, effect])
}
