use dash::callback;

#[callback(output = "result.children", input = "execute.nClicks", running = ("execute.loading", std::sync::mpsc::channel::<u8>, 0))]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
