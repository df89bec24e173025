//! What Prometheus is told; with the feature `metrics`.

use axum::Router;
use dash_core::{App, BoxError, Call, IntoReply, PreventUpdate};
use dash_server::{Metrics, Site};
use serde_json::json;

use crate::support::{app, declared, get, post, update, update_body};

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

/// They tell names and places in the source: they are not on the port that everybody can ask.
#[tokio::test]
async fn the_app_itself_does_not_serve_them() {
    let (router, _) = served(app([]));
    for path in ["/metrics", "/_dash/metrics"] {
        assert!(!get(&router, path).await.text().contains("dash_callback"), "{path}");
    }
}
