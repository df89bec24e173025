//! What Prometheus is told; with the feature `metrics`.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use dash_core::{App, BoxError, Call, IntoReply, Limits, PreventUpdate};
use dash_server::{Metrics, Site};
use serde_json::json;
use tokio::sync::Notify;

use crate::support::{app, declared, get, post, send, soon, update, update_body};

fn served(app: App) -> (Router, Metrics) {
    let site = Site::new(app).unwrap_or_else(|error| panic!("{error}"));
    let metrics = site.metrics();
    (site.into_router(), metrics)
}

/// The value of a series whose line begins so.
fn value(metrics: &Metrics, series: &str) -> Option<f64> {
    let text = metrics.text();
    let line = text.lines().find(|line| line.starts_with(series))?;
    line.rsplit(' ').next()?.parse().ok()
}

#[tokio::test]
async fn every_call_and_every_refusal_is_counted_once() {
    let callback = declared("colourful").handler(|mut args| {
        let title: String = args.next()?;
        Ok(Call::future(async move {
            let reply: Result<u8, BoxError> = match title.as_str() {
                "ok" => Ok(1),
                "no_update" => Err(PreventUpdate.into()),
                "panicked" => panic!("no colour"),
                _ => Err("no colour".into()),
            };
            reply.into_reply()
        }))
    });
    let (router, metrics) = served(app([callback]).debug(false).max_body(1000));
    let name = r#"callback="colourful",location="dash-server/tests/server/support.rs:"#;
    assert_eq!(value(&metrics, &format!("dash_callback_duration_seconds_count{{{name}")), Some(0.0));
    let calls = [("ok", 3), ("no_update", 2), ("failed", 2), ("panicked", 1)];
    for (outcome, times) in calls {
        for _ in 0..times {
            update(&router, outcome).await;
        }
    }
    let mut argument = update_body("");
    argument["inputs"][0]["value"] = json!(7);
    let path = "/_dash-update-component";
    for body in [argument.to_string(), "{".to_owned(), "{}".to_owned(), "x".repeat(1001)] {
        post(&router, path, body).await;
    }
    get(&router, path).await;
    let text = metrics.text();
    for (outcome, times) in calls.into_iter().chain([("argument", 1)]) {
        let line = text.lines().find(|line| {
            line.starts_with(&format!("dash_callbacks_total{{{name}"))
                && line.ends_with(&format!(r#"outcome="{outcome}"}} {times}"#))
        });
        assert!(line.is_some(), "{outcome} {times}: {text}");
    }
    assert_eq!(text.matches("\ndash_callbacks_total{").count(), 5, "{text}");
    for reason in ["malformed", "not_a_request", "too_large"] {
        assert_eq!(
            value(&metrics, &format!(r#"dash_requests_refused_total{{reason="{reason}"}}"#)),
            Some(1.0)
        );
    }
    assert_eq!(text.matches("\ndash_requests_refused_total{").count(), 3, "{text}");
    assert_eq!(value(&metrics, &format!("dash_callback_duration_seconds_count{{{name}")), Some(9.0));
    assert_eq!(value(&metrics, &format!("dash_callbacks_in_flight{{{name}")), Some(0.0));
    let served = get(&metrics.into_router(), "/metrics").await;
    assert!(served.header("content-type").starts_with("application/openmetrics-text; "), "{served:?}");
    assert!(served.text().ends_with("# EOF\n"), "{}", served.text());
}

#[tokio::test]
async fn a_request_that_is_refused_by_its_head_is_counted_once() {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let callback = declared("waits").arguments(["title"]).api_endpoint("/api/waits").handler({
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        move |_| {
            let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
            Ok(Call::future(async move {
                begun.notify_one();
                go_on.notified().await;
                IntoReply::<1>::into_reply(1)
            }))
        }
    });
    let app = app([callback]).csrf_protection(true).limits(Limits::new().callbacks(1));
    let (router, metrics) = served(app);
    let ask = async |headers: &[(&str, &str)]| {
        let request =
            headers.iter().fold(Request::post("/api/waits"), |it, (name, value)| it.header(*name, *value));
        send(&router, request.body(Body::from("{}")).unwrap()).await.status
    };
    let json = ("content-type", "application/json");
    let running = tokio::spawn({
        let router = router.clone();
        async move { post(&router, "/api/waits", "{}").await }
    });
    soon(begun.notified()).await;
    assert_eq!(update(&router, "").await.status, 403);
    assert_eq!(ask(&[json, ("sec-fetch-site", "cross-site")]).await, 403);
    assert_eq!(ask(&[("content-type", "text/plain")]).await, 415);
    assert_eq!(ask(&[json]).await, 503);
    go_on.notify_one();
    assert_eq!(soon(running).await.unwrap().status, 200);
    for reason in ["csrf", "origin", "content_type", "overloaded"] {
        let series = format!(r#"dash_requests_refused_total{{reason="{reason}"}}"#);
        assert_eq!(value(&metrics, &series), Some(1.0), "{reason}");
    }
}

/// They tell names and places in the source: they are not on the port that everybody can ask.
#[tokio::test]
async fn the_app_itself_does_not_serve_them() {
    let (router, _) = served(app([]));
    for path in ["/metrics", "/_dash/metrics"] {
        assert!(!get(&router, path).await.text().contains("dash_callback"), "{path}");
    }
}
