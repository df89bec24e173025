use dash::{Outputs, callback};

#[derive(Outputs)]
struct Totals {
    #[output("sum.children")]
    sum: u64,
    #[output("count.children")]
    count: u64,
}

#[derive(Outputs)]
struct Others {
    #[output("a.children")]
    a: u64,
    #[output("b.children")]
    b: u64,
}

#[callback(output = Totals, input = "i.value")]
fn run(n: u64) -> Others {
    Others { a: n, b: n }
}

fn main() {
    let (others, totals) = (run(1), Totals { sum: 1, count: 1 });
    let _ = (others.a, others.b, totals.sum, totals.count, dash::callbacks![run]);
}
