//! What those see who look from outside: the log with its spans, and the timings in answers.

use std::future::pending;
use std::time::Duration;

use axum::Router;
use dash_core::{App, BoxError, Call, Callback, IntoReply, PreventUpdate, Update};
use serde_json::json;

use crate::log;
use crate::support::{Answer, app, asynchronous, declared, get, post, router, soon, update, update_body};

const PATH: &str = "/_dash-update-component";

/// What is logged while a request is answered, line by line.
async fn seen<T>(answer: impl Future<Output = T>) -> (Vec<String>, T) {
    let _guard = log::keep_all();
    log::take();
    let answer = soon(answer).await;
    (log::take().lines().map(str::to_owned).collect(), answer)
}

/// The line at the end of a call, with all that its span knows by then.
fn end(log: &[String]) -> &str {
    let ends: Vec<_> = log.iter().filter(|line| line.contains(": dash::callback: ")).collect();
    assert_eq!(ends.len(), 1, "{log:#?}");
    ends[0]
}

/// A callback that does what the title says.
fn callback() -> Callback {
    declared("colourful").timeout(Duration::from_millis(20)).handler(|mut args| {
        let title: String = args.next()?;
        let ctx = args.ctx().clone();
        Ok(Call::future(async move {
            let reply: Result<Update<u8>, BoxError> = match title.as_str() {
                "ok" => Ok(Update::Set(1)),
                "no_update" => Err(PreventUpdate.into()),
                "panicked" => panic!("no colour"),
                "timed_out" => pending().await,
                "header" => {
                    ctx.set_header("content-length", "1");
                    Ok(Update::Keep)
                }
                _ => Err("no colour".into()),
            };
            reply.into_reply()
        }))
    })
}

#[tokio::test]
async fn a_call_is_a_span_with_name_line_duration_and_outcome() {
    let router = router(app([callback()]));
    for outcome in ["ok", "no_update", "failed", "panicked", "timed_out"] {
        let (log, _) = seen(update(&router, outcome)).await;
        let end = end(&log);
        for part in [
            r#"callback{code.function.name="colourful" code.file.path="dash-server/tests/server/"#,
            "code.line.number=",
            &format!(r#" outcome="{outcome}" duration_ms="#),
            "`colourful` (dash-server/tests/server/support.rs:",
            &format!("): {outcome} in "),
        ] {
            assert!(end.contains(part), "{part} is not in {end}");
        }
        let is_error = !matches!(outcome, "ok" | "no_update");
        assert_eq!(end.contains(&format!(r#" error.type="{outcome}""#)), is_error, "{end}");
        assert_eq!(end.contains(" error_id="), is_error, "{end}");
    }
}

#[tokio::test]
async fn what_does_not_fit_a_callback_is_an_outcome_of_it() {
    let router = router(app([callback()]));
    let mut argument = update_body("");
    argument["inputs"][0]["value"] = json!(7);
    let mut mismatch = update_body("");
    mismatch["inputs"] = json!([]);
    for (body, outcome) in [(argument, "argument"), (mismatch, "mismatch"), (update_body("header"), "failed")]
    {
        let (log, answer) = seen(post(&router, PATH, body.to_string())).await;
        assert_eq!(answer.status, 500);
        assert!(end(&log).contains(&format!(r#" outcome="{outcome}""#)), "{log:#?}");
        assert_eq!(log.iter().filter(|line| line.contains("ERROR")).count(), 1, "{log:#?}");
    }
}

#[tokio::test]
async fn an_error_that_on_error_has_answered_is_still_known() {
    let router = router(app([callback()]).on_error(|_, _| ()));
    for error in ["failed", "panicked"] {
        let (log, answer) = seen(update(&router, error)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(end(&log).contains(r#" outcome="recovered""#), "{log:#?}");
        assert!(end(&log).contains(&format!(r#" error.type="{error}""#)), "{log:#?}");
    }
}

#[tokio::test]
async fn the_error_id_that_a_user_sees_is_in_the_span_and_in_the_line() {
    let router = router(app([callback()]).debug(false));
    for outcome in ["failed", "panicked", "timed_out"] {
        let (log, answer) = seen(update(&router, outcome)).await;
        let id = answer.text().trim_end_matches('.').rsplit(' ').next().unwrap();
        let id = format!("error_id=\"{id}\"");
        let errors: Vec<_> = log.iter().filter(|line| line.contains("ERROR")).collect();
        assert!(errors.len() == 1 && errors[0].contains(&id), "{log:#?}");
        assert!(end(&log).contains(&id), "{log:#?}");
    }
}

#[tokio::test]
async fn a_panic_is_logged_once_with_its_place() {
    let (log, _) = seen(update(&router(app([callback()])), "panicked")).await;
    let told: Vec<_> = log.iter().filter(|line| line.contains("no colour")).collect();
    assert_eq!(told.len(), 1, "{log:#?}");
    assert!(told[0].contains("panicked: no colour (dash-server/tests/server/seen.rs:"), "{}", told[0]);
}

#[tokio::test]
async fn a_call_that_nobody_waits_for_is_abandoned() {
    let full = declared("full").concurrency(1).handler(|_| Ok(Call::future(pending())));
    let router = router(app([full]));
    let first = tokio::spawn({
        let router = router.clone();
        async move { update(&router, "").await }
    });
    tokio::task::yield_now().await;
    let (log, ()) = seen(async {
        let second = update(&router, "");
        // It waits for its turn, and then its client hangs up.
        assert!(tokio::time::timeout(Duration::from_millis(10), second).await.is_err());
    })
    .await;
    assert!(end(&log).contains(r#" outcome="abandoned""#), "{log:#?}");
    first.abort();
}

#[tokio::test]
async fn a_request_is_a_span_with_method_path_and_status() {
    let below: App = app([callback()]).url_base_pathname("/sales/");
    let router = Router::new().nest_service("/of", router(below));
    let path = "/of/sales/_dash-layout";
    let (log, answer) = seen(get(&router, path)).await;
    assert_eq!((answer.status.as_u16(), log.len()), (200, 1), "{log:#?}");
    let span =
        format!(r#"request{{http.request.method="GET" url.path="{path}" http.response.status_code=200 "#);
    assert!(log[0].contains(&span) && log[0].contains(&format!("GET {path}: 200 in ")), "{log:#?}");

    let update =
        |title: &str| post(&router, "/of/sales/_dash-update-component", update_body(title).to_string());
    let (log, _): (_, Answer) = seen(update("ok")).await;
    assert!(log[0].contains(":callback{") && log[1].contains("status_code=200"), "{log:#?}");
    let (log, _) = seen(update("failed")).await;
    let error = log.iter().find(|line| line.contains("ERROR")).unwrap();
    assert!(error.contains("request{") && error.contains(":callback{"), "{log:#?}");
}

/// The renderer shows them in the graph of its developer tools.
#[tokio::test]
async fn c51_the_developer_tools_are_told_how_long_each_phase_took() {
    let timings = |answer: &Answer| {
        let values = answer.headers.get_all("server-timing").iter();
        let names = values.map(|value| value.to_str().unwrap().split(';').next().unwrap().to_owned());
        names.collect::<Vec<_>>()
    };
    let phases = ["__dash_server", "decode", "wait", "callback", "encode"];
    assert_eq!(timings(&update(&router(app([callback()])), "ok").await), phases);
    // A name of the app's own is its own.
    let own = asynchronous(|_| async { Ok(String::new()) });
    let own = Callback::builder(own.name().to_owned()).output(("out", "children")).input(("in", "title"));
    let own = own.handler(|args| {
        args.ctx().record_timing("callback", Duration::from_millis(7), None);
        Ok(Call::blocking(|| 1.into_reply()))
    });
    let answer = update(&router(app([own])), "").await;
    assert_eq!(timings(&answer), ["__dash_server", "decode", "wait", "encode", "callback"]);
    let own = answer.headers.get_all("server-timing").iter().any(|value| value == "callback;dur=7");
    assert!(own, "{answer:?}");
}
