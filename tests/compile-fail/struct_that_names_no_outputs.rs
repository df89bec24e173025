use dash::callback;

struct Totals {
    sum: u64,
}

#[callback(output = Totals, input = "i.value")]
fn run(n: u64) -> Totals {
    Totals { sum: n }
}

fn main() {
    let _ = (run(1).sum, dash::callbacks![run]);
}
