use dash::callback;

use std::rc::Rc;

#[callback(output = "result.children", input = "execute.nClicks")]
async fn run(n: u64) -> u64 {
    let shared = Rc::new(n);
    std::future::ready(()).await;
    *shared
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
