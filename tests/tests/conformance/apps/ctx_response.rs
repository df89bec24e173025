use dash::prelude::*;
use dash::{BoxError, Cookie};

fn effects(ctx: &Ctx) {
    ctx.set_cookie(("theme", "dark"));
    ctx.set_cookie(("any", r#"a "b"; c, d\ ü=%20"#));
    let session: Cookie = "session=6f1a; Domain=example.com; Path=/in; Secure; HttpOnly; SameSite=Lax"
        .parse()
        .expect("a cookie as browsers are given it");
    ctx.set_cookie(session);
    ctx.set_header("x-one", "1");
    ctx.append_header("X-Many", "a");
    ctx.append_header("X-Many", "b, c");
}

#[callback(output = "out.children", input = "go.n_clicks")]
fn with_value(clicks: u64, ctx: Ctx) -> Result<Update<u64>, BoxError> {
    effects(&ctx);
    match clicks {
        0 => Err(PreventUpdate.into()),
        1 => Err("failed".into()),
        2 => Ok(Update::Keep),
        _ => Ok(Update::Set(clicks)),
    }
}

#[callback(input = "go.n_clicks")]
async fn alone(_clicks: u64, ctx: Ctx) {
    tokio::task::yield_now().await;
    effects(&ctx);
    ctx.set_props("out", [("title", "t")]);
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((html::Button::new().id("go"), html::P::new().id("out")));
    App::new().layout(layout).callbacks(callbacks![with_value, alone])
}
