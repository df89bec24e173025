use dash::callback;

fn tell(_: &dash::UpdateError, _: &dash::Ctx) -> u64 {
    0
}

#[callback(output = ["a.children", "b.children"], input = "i.value", on_error = tell)]
fn run(n: u64) -> (u64, u64) {
    (n, n)
}

fn main() {
    let _ = (run(1), dash::callbacks![run]);
}
