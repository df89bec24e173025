use dash::prelude::*;

#[callback(
    output = ["log.children", { type: "total", of: ALL }.children],
    input = { type: "delete", index: MATCH }.n_clicks,
    state = { type: "delete", index: MATCH }.title,
    prevent_initial_call,
)]
fn delete(clicks: u64, title: String, ctx: Ctx) -> (String, Vec<u64>) {
    let index = ctx.matched("index").map(ToString::to_string).unwrap_or_default();
    (format!("{title} {clicks} {index}"), vec![clicks])
}

#[callback(input = { type: "delete", index: MATCH }.title, prevent_initial_call)]
fn nothing(_title: Option<String>) {}

pub(crate) fn app() -> App {
    let delete = |index: u64| {
        html::Button::new().id(id! { type: "delete", index: index }).title(format!("t{index}")).into()
    };
    let mut children: Vec<Component> = [0, 1].map(delete).into();
    children.push(html::P::new().id("log").into());
    children.push(html::P::new().id(id! { type: "total", of: "all" }).into());
    App::new().layout(html::Div::new().children(children)).callbacks(callbacks![self::delete, nothing])
}
