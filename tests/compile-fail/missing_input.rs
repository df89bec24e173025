use dash::callback;

#[callback(output = "result.children", prevent_initial_call)]
fn run() -> u64 {
    1
}

fn main() {
    let _ = (run(), dash::callbacks![run]);
}
