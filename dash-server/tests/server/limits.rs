//! How long a callback may take, and how many calls of it run at a time.

use std::future::pending;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use dash_core::{Call, Callback, Ctx, IntoReply, UpdateError};
use serde_json::json;
use tokio::sync::Notify;

use crate::log;
use crate::support::{Answer, app, declared, router, soon, update};

const SHORT: Duration = Duration::from_millis(20);

/// A callback that never ends by itself.
fn endless(blocking: bool) -> (Callback, mpsc::Sender<()>) {
    let (release, released) = mpsc::channel::<()>();
    let released = Arc::new(Mutex::new(released));
    let callback = declared("endless").timeout(SHORT).handler(move |_| {
        let released = Arc::clone(&released);
        Ok(if blocking {
            Call::blocking(move || {
                // Until the test has seen what it came for; the sender may be gone by then.
                let _ = released.lock().map(|released| released.recv());
                "late".into_reply()
            })
        } else {
            Call::future(async { pending::<Result<String, String>>().await.into_reply() })
        })
    });
    (callback, release)
}

#[tokio::test]
async fn a_late_callback_is_an_error_and_in_the_log() {
    for blocking in [false, true] {
        let (callback, release) = endless(blocking);
        let router = router(app([callback]));
        let answer = soon(update(&router, "")).await;
        assert_eq!(answer.status, 504);
        assert!(answer.text().contains("callback `endless`"), "{}", answer.text());
        assert!(answer.text().contains("took longer than its timeout of 20ms"), "{}", answer.text());
        assert!(log::take().contains("took longer than its timeout of 20ms"));
        drop(release);
    }
}

#[tokio::test]
async fn on_error_speaks_for_a_late_callback() {
    let callback = declared("late").timeout(SHORT).on_error(|error, ctx: &Ctx| {
        let is_late = matches!(error, UpdateError::TimedOut { timeout, .. } if *timeout == SHORT);
        ctx.set_props("out", [("title", is_late)]);
        Ok(Some("in its place".into_reply()?))
    });
    let callback = callback
        .handler(|_| Ok(Call::future(async { pending::<Result<String, String>>().await.into_reply() })));
    let answer = soon(update(&router(app([callback])), "")).await.json();
    assert_eq!(answer["response"], json!({"out": {"children": "in its place"}}));
    assert_eq!(answer["sideUpdate"], json!({"out": {"title": true}}));
    let log = log::take();
    assert!(log.contains("callback `late` is late; `on_error` answers in its place"), "{log}");
}

/// A callback of which one call runs at a time, until it is told to go on.
fn one_at_a_time(timeout: Option<Duration>) -> (Router, Arc<Notify>, Arc<Notify>) {
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let builder = declared("one").concurrency(1);
    let builder = match timeout {
        Some(timeout) => builder.timeout(timeout),
        None => builder,
    };
    let callback = builder.handler({
        let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
        move |mut args| {
            let title: String = args.next()?;
            let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
            Ok(Call::future(async move {
                begun.notify_one();
                go_on.notified().await;
                title.into_reply()
            }))
        }
    });
    (router(app([callback])), begun, go_on)
}

fn start(router: &Router, title: &'static str) -> tokio::task::JoinHandle<Answer> {
    let router = router.clone();
    tokio::spawn(async move { update(&router, title).await })
}

#[tokio::test]
async fn a_call_too_many_waits_for_its_turn() {
    let (router, begun, go_on) = one_at_a_time(None);
    let first = start(&router, "first");
    soon(begun.notified()).await;
    let second = start(&router, "second");
    go_on.notify_one();
    // The second one begins when the first one has ended, and only then.
    soon(begun.notified()).await;
    assert_eq!(soon(first).await.unwrap().json()["response"]["out"]["children"], "first");
    go_on.notify_one();
    assert_eq!(soon(second).await.unwrap().json()["response"]["out"]["children"], "second");
}

#[tokio::test]
async fn a_call_that_waited_in_vain_is_told_that_the_callback_is_busy() {
    // A callback that blocks keeps its place when its time is up.
    let (release, released) = mpsc::channel::<()>();
    let released = Arc::new(Mutex::new(released));
    let callback = declared("full").concurrency(1).timeout(SHORT).handler(move |_| {
        let released = Arc::clone(&released);
        Ok(Call::blocking(move || {
            let _ = released.lock().map(|released| released.recv());
            "late".into_reply()
        }))
    });
    let router = router(app([callback]));
    assert_eq!(soon(update(&router, "")).await.status, 504);
    // On a machine that is busy itself the first one may have found no thread in time, and has given its place back.
    let refused = async {
        loop {
            let answer = update(&router, "").await;
            if answer.status != 504 {
                return answer;
            }
        }
    };
    let answer = soon(refused).await;
    assert_eq!(answer.status, 503);
    assert!(
        answer.text().contains("is busy: 1 call(s) at a time were running for 20ms"),
        "{}",
        answer.text()
    );
    assert!(log::take().contains("is busy: 1 call(s)"));
    drop(release);
}

/// Whoever is first settles a call: the handler is not called again when the thread ends with an error of its own.
#[tokio::test]
async fn a_late_call_is_settled_once() {
    let (release, released) = mpsc::channel::<()>();
    let released = Arc::new(Mutex::new(released));
    let (told, heard) = mpsc::channel::<String>();
    let ended = Arc::new(Notify::new());
    let callback = declared("late").timeout(SHORT).on_error(move |error, _| {
        told.send(error.to_string()).map_err(|error| error.to_string())?;
        Ok(None)
    });
    let callback = callback.handler({
        let ended = Arc::clone(&ended);
        move |_| {
            let (released, ended) = (Arc::clone(&released), Arc::clone(&ended));
            Ok(Call::blocking(move || {
                let _ = released.lock().map(|released| released.recv());
                ended.notify_one();
                Err::<u8, _>("an error of its own").into_reply()
            }))
        }
    });
    let router = router(app([callback]));
    assert_eq!(soon(update(&router, "")).await.json()["response"], json!({}));
    drop(release);
    soon(ended.notified()).await;
    // The channel closes when the last owner of the handler is gone, the late call among them.
    drop(router);
    let heard = tokio::task::spawn_blocking(move || heard.iter().collect::<Vec<_>>());
    let heard = soon(heard).await.unwrap();
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert!(heard[0].contains("took longer than its timeout"), "{heard:?}");
}

/// A call that found no thread in time is told so, and does not begin later.
#[test]
fn a_call_that_never_began_does_not_begin_when_it_is_given_up() {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(1).build().unwrap();
    runtime.block_on(async {
        let (release, released) = mpsc::channel::<()>();
        let busy = tokio::task::spawn_blocking(move || released.recv());
        let (begun, begins) = mpsc::channel::<()>();
        let callback = declared("queued").timeout(SHORT).handler(move |_| {
            let begun = begun.clone();
            Ok(Call::blocking(move || {
                let _ = begun.send(());
                1.into_reply()
            }))
        });
        let router = router(app([callback]));
        assert_eq!(soon(update(&router, "")).await.status, 504);
        drop(release);
        assert!(soon(busy).await.unwrap().is_err());
        // The one thread is free: what is to run runs before this.
        soon(tokio::task::spawn_blocking(|| ())).await.unwrap();
        assert!(begins.try_recv().is_err());
    });
}
