use dash::prelude::*;

#[callback(input = "go.n_clicks", prevent_initial_call)]
fn effect(clicks: Option<u64>, ctx: Ctx) {
    ctx.set_props("out", Map::new().with("children", clicks).with("title", "first"));
    ctx.set_props("log", [("children", html::B::new().children("logged"))]);
    ctx.set_props("out", [("title", "second")]);
}

#[callback(input = "quiet.n_clicks", state = "go.n_clicks")]
fn quiet(_clicks: Option<u64>, _go: Option<u64>) {}

#[callback(output = "now.children")]
fn at_load() -> &'static str {
    "loaded"
}

#[callback(output = "log.title", input = "go.n_clicks")]
fn beside(clicks: Option<u64>, ctx: Ctx) -> Update<u64> {
    ctx.set_props("now", [("title", "beside")]);
    clicks.map_or(Update::Keep, Update::Set)
}

#[callback(output = allow_duplicate("log.children"), input = "go.n_clicks", prevent_initial_call)]
fn duplicate(clicks: u64) -> String {
    format!("go {clicks}")
}

#[callback(
    output = [allow_duplicate("log.children"), "now.title"],
    input = "quiet.n_clicks",
    prevent_initial_call = "initial_duplicate",
)]
fn another(clicks: u64) -> (String, &'static str) {
    (format!("quiet {clicks}"), "both")
}

#[callback(
    output = "out.className",
    input = ["go.n_clicks", allow_optional("missing.value")],
    state = allow_optional("gone.value"),
    optional,
    hidden,
)]
fn optional(clicks: u64, missing: Option<String>, gone: Option<String>) -> String {
    let python = |value: bool| if value { "True" } else { "False" };
    format!("{clicks} {} {}", python(missing.is_none()), python(gone.is_none()))
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::Button::new().id("go").children("go"),
        html::Button::new().id("quiet").children("quiet"),
        html::P::new().id("out"),
        html::P::new().id("log"),
        html::P::new().id("now"),
    ));
    App::new()
        .layout(layout)
        .callbacks(callbacks![effect, quiet, at_load, beside, duplicate, another, optional])
}
