use dash::Outputs;

#[derive(Outputs)]
struct Totals {
    #[output("sum.children")]
    sum: u64,
    count: u64,
}

fn main() {
    let totals = Totals { sum: 1, count: 1 };
    let _ = totals.sum + totals.count;
}
