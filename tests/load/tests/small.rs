//! What `cargo xtask soak` does for long, in a few seconds.

use std::path::Path;

use dash_load::load::Size;
use dash_load::{load, stop};

const APP: &str = env!("CARGO_BIN_EXE_dash-load-app");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_client_gets_its_own_answer_and_every_error_is_counted_once() {
    let size = Size { connections: 300, callbacks: 5_000, rude: 20, slow: (5, 2), rounds: 2, rest: None };
    load::run(Path::new(APP), size).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_began_before_the_order_to_stop_is_answered() {
    stop::run(Path::new(APP), 300, 50).await.unwrap();
}
