use dash::{Outputs, callback};

#[derive(Outputs)]
struct Totals {
    #[output("sum.children")]
    sum: u64,
    #[output("count.children")]
    count: u64,
}

#[callback(output = ["a.children", "b.children"], input = "i.value")]
fn run(n: u64) -> Totals {
    Totals { sum: n, count: n }
}

fn main() {
    let totals = run(1);
    let _ = (totals.sum, totals.count, dash::callbacks![run]);
}
