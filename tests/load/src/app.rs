//! The app under load: callbacks that answer with what they were given, and callbacks that go wrong.
//!
//! When it stops it says how many it started.

#![allow(clippy::unused_async, reason = "callbacks that do not wait are done before a task is made for them")]

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use dash::prelude::*;

#[tokio::main]
async fn main() -> dash::Result<()> {
    let ids = [
        "in",
        "plain",
        "thread",
        "waiting",
        "failing",
        "panicking",
        "late",
        "late-thread",
        "release",
        "slow",
        "started",
    ];
    let part = |id: &'static str| -> Component { html::Div::new().id(id).into() };
    let layout = html::Div::new().children(ids.into_iter().map(part).collect::<Vec<_>>());
    // What is slow is meant to end, however long the machine takes.
    let app = App::new().title("Load").layout(layout).shutdown_timeout(Duration::from_mins(10));
    app.run().await?;
    println!("started {}", STARTED.load(Ordering::SeqCst));
    Ok(())
}

/// How many callbacks began.
static STARTED: AtomicU64 = AtomicU64::new(0);

fn begin() {
    STARTED.fetch_add(1, Ordering::SeqCst);
}

/// Is done before it would wait.
#[callback(output = "plain.children", input = "in.title")]
async fn plain(title: String) -> String {
    begin();
    title
}

#[callback(output = "thread.children", input = "in.title")]
fn on_a_thread(title: String) -> String {
    begin();
    title
}

#[callback(output = "waiting.children", input = "in.title")]
async fn waiting(title: String) -> String {
    begin();
    tokio::time::sleep(Duration::from_millis(3)).await;
    title
}

#[callback(output = "failing.children", input = "in.title")]
async fn failing(title: String) -> Result<String, String> {
    begin();
    Err(format!("{title} fails"))
}

#[callback(output = "panicking.children", input = "in.title")]
fn panicking(title: String) -> String {
    begin();
    panic!("{title} panics")
}

#[callback(output = "late.children", input = "in.title", timeout = "100ms")]
async fn late(title: String) -> String {
    begin();
    tokio::time::sleep(Duration::from_hours(1)).await;
    title
}

/// Those who know that the answer came without the callback.
static RELEASED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
static MORE_RELEASED: Condvar = Condvar::new();

/// Keeps its thread until its client has got the answer that it took too long.
#[callback(output = "late-thread.children", input = "in.title", timeout = "100ms")]
fn late_on_a_thread(title: String) -> String {
    begin();
    let released = RELEASED.lock().unwrap_or_else(PoisonError::into_inner);
    let is_kept = |released: &mut BTreeSet<String>| !released.remove(&title);
    drop(MORE_RELEASED.wait_while(released, is_kept));
    title
}

#[callback(output = "release.children", input = "in.title")]
async fn release(title: String) -> String {
    begin();
    RELEASED.lock().unwrap_or_else(PoisonError::into_inner).insert(title.clone());
    MORE_RELEASED.notify_all();
    title
}

#[callback(output = "slow.children", input = "in.title")]
async fn slow(title: String) -> String {
    begin();
    tokio::time::sleep(Duration::from_secs(2)).await;
    title
}

/// How many callbacks began before this one.
#[callback(output = "started.children", input = "in.title")]
async fn started(_title: String) -> String {
    STARTED.load(Ordering::SeqCst).to_string()
}
