//! What a callback knows of the request, and what it gives its answer.

use axum::body::Body;
use axum::http::Request;
use dash_core::{App, Call, Callback, Cookie, Ctx, IntoReply};
use serde_json::json;

use crate::support::{app, declared, get, html, router, send, update, update_body};

/// A callback that only looks at its context.
fn with_ctx<T: IntoReply<1> + 'static>(work: fn(&Ctx) -> T) -> Callback {
    declared("with_ctx").handler(move |args| {
        let ctx = args.ctx().clone();
        Ok(Call::blocking(move || work(&ctx).into_reply()))
    })
}

/// C52.
#[tokio::test]
async fn c52_headers_and_cookies_go_with_the_answer() {
    let callback = with_ctx(|ctx| {
        ctx.set_cookie(("theme", "dark"));
        ctx.set_cookie(Cookie::build(("session", "6f")).http_only(true).path("/sales"));
        ctx.set_header("x-rows", "2");
        ctx.set_header("X-Rows", "3");
        ctx.append_header("x-note", "a");
        ctx.append_header("x-note", "b");
        1
    });
    let answer = update(&router(app([callback])), "").await;
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["theme=dark; Path=/", "session=6f; HttpOnly; Path=/sales"]);
    assert_eq!((answer.status.as_u16(), answer.header("x-rows")), (200, "3"));
    assert_eq!(answer.headers.get_all("x-rows").iter().count(), 1);
    assert_eq!(answer.headers.get_all("x-note").iter().count(), 2);
    assert_eq!(answer.header("content-type"), "application/json");
}

/// C52; Dash loses them (`protocol.md` 5.5).
#[tokio::test]
async fn c52_headers_are_kept_when_nothing_changes() {
    let callback = with_ctx(|ctx| {
        ctx.set_header("x-seen", "yes");
        Err::<u8, _>(dash_core::PreventUpdate)
    });
    let answer = update(&router(app([callback])), "").await;
    assert_eq!((answer.status.as_u16(), answer.header("x-seen")), (204, "yes"));
}

#[tokio::test]
async fn headers_that_no_answer_can_have_are_errors() {
    for (name, value) in
        [("x y", "1"), ("x-y", "a\nb"), ("Content-Length", "1"), ("content-encoding", "gzip")]
    {
        let callback = declared("header").handler(move |args| {
            args.ctx().set_header(name, value);
            Ok(Call::blocking(|| 1.into_reply()))
        });
        let answer = update(&router(app([callback])), "").await;
        assert_eq!(answer.status, 500);
        assert!(answer.text().contains("which is no HTTP header that an app may set"), "{}", answer.text());
    }
}

#[tokio::test]
async fn cookies_that_no_browser_would_take_for_one_are_errors() {
    for (cookie, is_good) in [
        (Cookie::new("a=1; Domain=evil; b", "x"), false),
        (Cookie::new("", "x"), false),
        (Cookie::build(("a", "x")).path("/; Domain=evil").build(), false),
        (Cookie::build(("a", "x; Domain=evil")).path("/a b").build(), true),
    ] {
        let callback = declared("cookie").handler(move |args| {
            args.ctx().set_cookie(cookie.clone());
            Ok(Call::blocking(|| 1.into_reply()))
        });
        let answer = update(&router(app([callback])), "").await;
        if is_good {
            assert_eq!(answer.header("set-cookie"), r#"a="x\073 Domain=evil"; Path=/a b"#);
        } else {
            assert!(answer.text().contains("cannot be set: expected a name"), "{}", answer.text());
        }
    }
    let answer = update(
        &router(app([with_ctx(|ctx| {
            ctx.remove_cookie("a");
            1
        })])),
        "",
    )
    .await;
    assert_eq!(answer.header("set-cookie"), "a=; Path=/; Max-Age=0");
}

/// HTTP/2 sends them like this.
#[tokio::test]
async fn cookies_may_come_in_several_headers() {
    let callback = with_ctx(|ctx| format!("{:?} {:?}", ctx.cookie("a"), ctx.cookie("b")));
    let request = Request::post("/_dash-update-component").header("content-type", "application/json");
    let request = request.header("cookie", "a=1").header("cookie", "b=2");
    let answer =
        send(&router(app([callback])), request.body(Body::from(update_body("").to_string())).unwrap()).await;
    assert_eq!(answer.json()["response"]["out"]["children"], r#"Some("1") Some("2")"#);
}

#[tokio::test]
async fn cookies_headers_path_and_query_are_those_of_the_request() {
    let callback = with_ctx(|ctx| {
        let cookies: Vec<_> = ctx.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let header = ctx.headers().into_iter().find(|(name, _)| *name == "x-of-it");
        format!(
            "{cookies:?} {:?} {:?} {header:?} {} {:?}",
            ctx.cookie("b"),
            ctx.cookie("none"),
            ctx.path(),
            ctx.query()
        )
    });
    let request = Request::post("/_dash-update-component?endId=1")
        .header("content-type", "application/json")
        .header("cookie", "a=1; b=two%20words; c")
        .header("X-Of-It", "all");
    let answer =
        send(&router(app([callback])), request.body(Body::from(update_body("").to_string())).unwrap()).await;
    let expected = r#"["a=1", "b=two%20words"] Some("two%20words") None Some(("x-of-it", "all")) /_dash-update-component Some("endId=1")"#;
    assert_eq!(answer.json()["response"], json!({"out": {"children": expected}}));
}

#[tokio::test]
async fn a_layout_gives_its_answer_headers_and_cookies() {
    let layout = async |ctx: Ctx| {
        ctx.set_cookie(("seen", "yes"));
        html::Div::new()
    };
    let app = || App::new().callbacks([] as [Callback; 0]).debug(true);
    let answer = get(&router(app().layout(layout)), "/_dash-layout").await;
    assert_eq!((answer.status.as_u16(), answer.header("set-cookie")), (200, "seen=yes; Path=/"));
    let too_early = async |ctx: Ctx| {
        ctx.set_props("a", [("children", 1)]);
        html::Div::new()
    };
    let answer = get(&router(app().layout(too_early)), "/_dash-layout").await;
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("there is no page yet"), "{}", answer.text());
}
