use dash::BoxError;
use dash::prelude::*;

fn text(error: &UpdateError) -> String {
    error.error().map_or("misfit".to_owned(), ToString::to_string)
}

fn tell(error: &UpdateError, ctx: &Ctx) {
    ctx.set_props("note", [("children", format!("app: {}", text(error)))]);
}

fn local(error: &UpdateError, ctx: &Ctx) -> &'static str {
    ctx.set_props("note", [("children", format!("local: {}", text(error)))]);
    "local"
}

#[callback(output = "out.children", input = "in.value")]
fn fails(value: String) -> Result<String, BoxError> {
    match value.as_str() {
        "prevent" => Err(PreventUpdate.into()),
        "good" => Ok(value),
        _ => Err(value.into()),
    }
}

#[callback(output = "out.title", input = "in.value", on_error = local)]
fn fails_locally(value: String) -> Result<String, String> {
    Err(value)
}

#[callback(output = ["out.lang", "out.dir"], input = "in.value")]
async fn fails_later(value: String) -> Result<(u8, u8), String> {
    tokio::task::yield_now().await;
    Err(value)
}

#[callback(input = "in.value")]
fn effect(value: String, ctx: Ctx) -> Result<(), String> {
    ctx.set_props("note", [("title", value.clone())]);
    Err(value)
}

#[callback(output = "note.lang", input = "in.type")]
fn number(value: i64) -> i64 {
    value
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("out"),
        html::P::new().id("note"),
    ));
    App::new().on_error(tell).layout(layout).callbacks(callbacks![
        fails,
        fails_locally,
        fails_later,
        effect,
        number,
    ])
}
