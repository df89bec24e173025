//! Callbacks for programs: plain JSON in and out.

use axum::body::Body;
use axum::http::Request;
use dash_core::{App, BoxError, Call, Callback, Ctx, IntoReply, PreventUpdate};
use serde_json::json;

use crate::support::{app, get, html, post, router, send, update_body};

/// The sum of two numbers, of which one may be left out.
fn sum() -> Callback {
    Callback::builder("sum")
        .output(("out", "children"))
        .input(("in", "title"))
        .state(("in", "children"))
        .arguments(["price", "count"])
        .api_endpoint("/api/sum")
        .handler(|mut args| {
            let (price, count): (f64, Option<f64>) = (args.next()?, args.next()?);
            Ok(Call::blocking(move || (price + count.unwrap_or(1.0)).into_reply()))
        })
}

/// C86.
#[tokio::test]
async fn c86_an_endpoint_takes_and_gives_plain_json() {
    let router = router(app([sum()]).url_base_pathname("/sales/"));
    for (arguments, result) in [(json!({"price": 1.5, "count": 2}), "3.5"), (json!({"price": 1.5}), "2.5")] {
        let answer = post(&router, "/api/sum", arguments.to_string()).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (200, result));
        assert_eq!(answer.header("content-type"), "application/json");
    }
    // The page asks as ever.
    let mut body = update_body("");
    body["inputs"][0]["value"] = json!(2);
    body["state"] = json!([{"id": "in", "property": "children"}]);
    let answer = post(&router, "/sales/_dash-update-component", body.to_string()).await;
    assert_eq!(answer.json()["response"], json!({"out": {"children": 3.0}}));
}

#[tokio::test]
async fn wrong_arguments_are_refused_by_name() {
    let router = router(app([sum()]));
    for (body, status, expected) in [
        (
            "{\"prize\": 1}",
            422,
            "there is no argument `prize`; did you mean `price`?; there is `price`, `count`",
        ),
        ("{}", 422, "argument `price` (input `in.title`) is null"),
        ("{\"price\": \"x\"}", 422, "argument `price` (input `in.title`) does not fit"),
        ("[1]", 422, "not a callback request"),
        ("{", 400, "is not JSON"),
    ] {
        let answer = post(&router, "/api/sum", body).await;
        assert_eq!(answer.status, status, "{}", answer.text());
        assert!(answer.text().contains(expected), "{}", answer.text());
    }
    let request = Request::post("/api/sum").body(Body::from("{\"price\": 1}")).unwrap();
    assert_eq!(send(&router, request).await.status, 415);
    assert_eq!(get(&router, "/api/sum").await.status, 405);
}

#[tokio::test]
async fn several_outputs_are_a_list_and_what_prevents_the_update_is_nothing() {
    let both = Callback::builder("both")
        .outputs([("out", "children"), ("out", "title")])
        .input(("in", "title"))
        .arguments(["go"])
        .api_endpoint("/both")
        .handler(|mut args| {
            let go: bool = args.next()?;
            let result = if go { Ok((1, "two")) } else { Err::<_, BoxError>(PreventUpdate.into()) };
            Ok(Call::blocking(move || result.into_reply()))
        });
    let effect =
        Callback::builder("effect").input(("in", "title")).arguments(["text"]).api_endpoint("/effect");
    let effect = effect.handler(|mut args| {
        let (text, ctx): (String, Ctx) = (args.next()?, args.extract()?);
        ctx.set_header("x-text", text);
        Ok(Call::blocking(|| ().into_reply()))
    });
    let router = router(app([both, effect]));
    assert_eq!(post(&router, "/both", "{\"go\": true}").await.json(), json!([1, "two"]));
    let nothing = post(&router, "/both", "{\"go\": false}").await;
    assert_eq!((nothing.status.as_u16(), nothing.body.len()), (204, 0));
    let effect = post(&router, "/effect", "{\"text\": \"a\"}").await;
    assert_eq!((effect.text(), effect.header("x-text")), ("null", "a"));
}

#[tokio::test]
async fn an_app_whose_endpoints_clash_does_not_start() {
    let app = App::new().layout(html::Div::new()).callbacks([sum(), sum()]);
    let error = dash_server::router(app).unwrap_err().to_string();
    assert!(error.contains("endpoint `/api/sum`: it is also that of callback `sum`"), "{error}");
}

/// With `Checks::Warn` the app starts, without the endpoints that cannot be.
#[tokio::test]
async fn an_app_that_only_warns_leaves_wrong_endpoints_out() {
    let at = |path: &'static str| {
        let callback = Callback::builder("at").input(("in", "title")).arguments(["title"]).api_endpoint(path);
        callback.handler(|_| Ok(Call::blocking(|| ().into_reply())))
    };
    let callbacks =
        [sum(), sum(), at("x"), at("/{x"), at("/größe"), at("/_dash-layout"), at("/_dash-update-component")];
    let router = router(app(callbacks).checks(dash_core::Checks::Warn));
    assert_eq!(post(&router, "/api/sum", "{\"price\": 1}").await.text(), "2.0");
    assert_eq!(post(&router, "/_dash-layout", "{}").await.status, 405);
}

/// A program is told of errors as they are: `on_error` is for pages.
#[tokio::test]
async fn on_error_does_not_speak_for_endpoints() {
    let app = app([sum()]).on_error(|_, _| ());
    let router = router(app);
    assert_eq!(post(&router, "/api/sum", "{\"price\": \"x\"}").await.status, 422);
}
