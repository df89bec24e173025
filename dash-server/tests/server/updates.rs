//! Update requests that have an answer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};

use axum::body::Body;
use axum::http::Request;
use dash_core::{BoxError, Call, DevTools, IntoReply, PreventUpdate, Update};
use serde_json::json;
use tokio::sync::Notify;

use crate::support::{
    app, asynchronous, config, declared, get, html, post, router, send, soon, sync, update, update_body,
};

const PATH: &str = "/_dash-update-component";

#[tokio::test]
async fn c34_what_the_server_does_not_know_is_ignored() {
    let router = router(app([sync(Option::unwrap_or_default)]));
    let mut body = update_body("a");
    body["unheard"] = json!({"of": [1, 2]});
    body["inputs"][0]["new"] = json!(true);
    let path = format!("{PATH}?endId=x~y&oldJob=1&oldJob=2&cancelJob=3&what=ever");
    let answer = post(&router, &path, body.to_string()).await;
    assert_eq!(answer.json()["response"]["out"]["children"], "a");
}

#[tokio::test]
async fn c36_the_callback_is_found_by_its_output() {
    let other = declared("other").output(("out", "title"));
    let other = other.handler(|_| Ok(Call::blocking(|| ("no", "no").into_reply())));
    let router = router(app([sync(|_| "yes"), other]).checks(dash_core::Checks::Warn));
    assert_eq!(update(&router, "").await.json()["response"], json!({"out": {"children": "yes"}}));
    let mut body = update_body("");
    body["output"] = json!("out.childen");
    let unknown = post(&router, PATH, body.to_string()).await;
    assert_eq!(unknown.status, 500);
    assert!(unknown.text().contains("no callback writes `out.childen`"), "{}", unknown.text());
}

#[tokio::test]
async fn c40_an_answer_has_the_form_that_the_renderer_reads() {
    for callback in [sync(|_| "x</script>"), asynchronous(async |_| Ok("x</script>".to_owned()))] {
        let answer = update(&router(app([callback])), "").await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
        assert_eq!(answer.text(), r#"{"multi":true,"response":{"out":{"children":"x</script>"}}}"#);
    }
}

#[tokio::test]
async fn c40_an_output_that_is_kept_is_left_out() {
    let answer = update(&router(app([sync(|_| Update::<u8>::Keep)])), "").await;
    assert_eq!((answer.status.as_u16(), answer.text()), (200, r#"{"multi":true,"response":{}}"#));
}

#[tokio::test]
async fn c42_a_prevented_update_is_an_empty_204() {
    let prevent = || Err::<String, BoxError>(PreventUpdate.into());
    for callback in [sync(move |_| prevent()), asynchronous(move |_| async move { prevent() })] {
        let answer = update(&router(app([callback])), "").await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (204, 0));
        assert_eq!(answer.header("content-type"), "");
    }
}

const AT_ONCE: usize = 12;

/// Starts as many callbacks as a page may have under way; all must run at once, or none comes to its end.
async fn run_at_once(callback: dash_core::Callback) {
    let router = router(app([callback]));
    let tasks: Vec<_> = (0..AT_ONCE)
        .map(|number| {
            let router = router.clone();
            tokio::spawn(async move { update(&router, &number.to_string()).await })
        })
        .collect();
    for (number, task) in tasks.into_iter().enumerate() {
        assert_eq!(soon(task).await.unwrap().json()["response"]["out"]["children"], number.to_string());
    }
}

#[tokio::test]
async fn c54_async_callbacks_run_at_the_same_time() {
    let barrier = Arc::new(tokio::sync::Barrier::new(AT_ONCE));
    run_at_once(asynchronous(move |title| {
        let barrier = Arc::clone(&barrier);
        async move {
            barrier.wait().await;
            Ok(title.unwrap_or_default())
        }
    }))
    .await;
}

#[tokio::test]
async fn c54_blocking_callbacks_run_at_the_same_time() {
    let barrier = Arc::new(Barrier::new(AT_ONCE));
    run_at_once(sync(move |title| {
        barrier.wait();
        title
    }))
    .await;
}

/// A browser gives up an answer that a newer one supersedes.
#[tokio::test]
async fn c54_a_superseded_call_is_answered_after_its_successor() {
    let release = Arc::new(Notify::new());
    let callback = {
        let release = Arc::clone(&release);
        asynchronous(move |title| {
            let release = Arc::clone(&release);
            async move {
                let title = title.unwrap_or_default();
                if title == "old" {
                    release.notified().await;
                }
                Ok(title)
            }
        })
    };
    let router = router(app([callback]));
    let old = tokio::spawn({
        let router = router.clone();
        async move { update(&router, "old").await }
    });
    assert_eq!(soon(update(&router, "new")).await.json()["response"]["out"]["children"], "new");
    release.notify_one();
    assert_eq!(soon(old).await.unwrap().json()["response"]["out"]["children"], "old");
}

#[tokio::test]
async fn c82_large_bodies_are_read() {
    let router = router(app([sync(|title: Option<String>| title.unwrap_or_default().len())]));
    let title = "x".repeat(20_000_000);
    assert_eq!(update(&router, &title).await.json()["response"]["out"]["children"], 20_000_000);
}

/// What a server does with a request whose client hung up is to drop its future.
#[tokio::test]
async fn a_callback_runs_to_its_end_when_the_client_hangs_up() {
    let (started, release, finished) =
        (Arc::new(Notify::new()), Arc::new(Notify::new()), Arc::new(Notify::new()));
    let callback = {
        let signals = (Arc::clone(&started), Arc::clone(&release), Arc::clone(&finished));
        asynchronous(move |_| {
            let (started, release, finished) = signals.clone();
            async move {
                started.notify_one();
                release.notified().await;
                finished.notify_one();
                Ok(String::new())
            }
        })
    };
    let router = router(app([callback]));
    tokio::select! {
        answer = update(&router, "") => panic!("{answer:?}"),
        () = started.notified() => (),
    }
    release.notify_one();
    soon(finished.notified()).await;
}

#[tokio::test]
async fn a_panic_is_the_error_of_one_callback() {
    let panics = Arc::new(AtomicBool::new(true));
    let router = router(app([sync(move |_| {
        assert!(!panics.swap(false, Ordering::Relaxed), "the first call panics");
        "fine"
    })]));
    let failed = update(&router, "").await;
    assert_eq!(failed.status, 500);
    assert!(failed.text().contains("panicked: the first call panics"), "{}", failed.text());
    assert_eq!(update(&router, "").await.status, 200);
}

#[tokio::test]
async fn c51_only_the_developer_tools_are_told_how_long_it_took() {
    for (ui, debug) in [(true, true), (true, false), (false, true), (false, false)] {
        let app = app([sync(|_| "")]).debug(debug).dev_tools(DevTools::new().ui(ui));
        let answer = update(&router(app), "").await;
        assert_eq!(answer.header("server-timing").starts_with("__dash_server;dur="), ui, "{answer:?}");
    }
}

/// A proxy or a middleware may set the cookie; then the renderer sends the header with every request.
#[tokio::test]
async fn c53_a_request_is_answered_with_and_without_the_csrf_cookie() {
    let router = router(app([sync(Option::unwrap_or_default)]));
    let page = get(&router, "/").await;
    let config = config(&page);
    let (cookie, header) =
        (config["csrf_token_name"].as_str().unwrap(), config["csrf_header_name"].as_str().unwrap());
    assert_eq!((cookie, header), ("_csrf_token", "X-CSRFToken"));
    let marks = [
        vec![],
        vec![(header, "t0ken".to_owned())],
        vec![("cookie", format!("{cookie}=t0ken"))],
        vec![("cookie", format!("a=b; {cookie}=t0ken")), (header, "another".to_owned())],
    ];
    for headers in marks {
        for path in ["/_dash-layout", "/_dash-dependencies", "/_reload-hash"] {
            let request = headers
                .iter()
                .fold(Request::get(path), |request, (name, value)| request.header(*name, value));
            assert_eq!(
                send(&router, request.body(Body::empty()).unwrap()).await.status,
                200,
                "{path} {headers:?}"
            );
        }
        let request = Request::post(PATH).header("content-type", "application/json");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
        let answer = send(&router, request.body(update_body("a").to_string().into()).unwrap()).await;
        assert_eq!(answer.json()["response"]["out"]["children"], "a", "{headers:?}");
    }
}

/// Every package is on the page from the start: there is none to offer later.
#[tokio::test]
async fn c84_no_answer_offers_a_library() {
    let component = || html::Div::new().children("new");
    for answer in [
        update(&router(app([sync(move |_| dash_core::Value::from(component()))])), "").await,
        update(&router(app([sync(|_| Update::<u8>::Keep)])), "").await,
    ] {
        let answer = answer.json();
        let keys: Vec<_> = answer.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["multi", "response"]);
    }
}
