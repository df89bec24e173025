use dash::callback;

#[derive(dash::Outputs)]
struct Totals {
    #[output("sum.children")]
    sum: u64,
    #[output("count.children")]
    count: u64,
}

fn totals(totals: &Totals) -> u64 {
    totals.sum + totals.count
}

#[callback(output = Totals, input = "i.value")]
fn run(n: u64) -> u64 {
    n
}

fn main() {
    let _ = (run(1), totals, dash::callbacks![run]);
}
