use dash::prelude::*;
use dash::{Call, Callback, IntoReply};

#[callback(output = "now.children")]
fn plain() -> &'static str {
    "loaded"
}

#[callback(output = ["now.title", { index: ALL }.children], state = "kept.children")]
fn with_state(text: String) -> (String, Vec<String>) {
    (text.clone(), vec![text])
}

/// The attribute asks for an input or an output; the builder does not.
fn nothing() -> Callback {
    Callback::builder("nothing").handler(|_| Ok(Call::blocking(|| IntoReply::<0>::into_reply(()))))
}

fn effect() -> Callback {
    Callback::builder("effect").handler(|args| {
        args.ctx().set_props("kept", [("title", "set")]);
        Ok(Call::blocking(|| IntoReply::<0>::into_reply(())))
    })
}

#[callback(output = ["now.hidden"], state = "kept.children")]
async fn listed(text: Option<String>) -> bool {
    tokio::task::yield_now().await;
    text.is_none()
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        html::P::new().id("now"),
        html::P::new().id("kept").children("text"),
        html::P::new().id(id! { index: 1 }),
    ));
    App::new()
        .layout(layout)
        .callbacks(callbacks![plain, with_state, listed])
        .callbacks([nothing(), effect()])
}
