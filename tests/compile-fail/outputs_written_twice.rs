use dash::Outputs;

#[derive(Outputs)]
struct Totals {
    #[output("sum.children")]
    sum: u64,
    #[output("sum.children")]
    again: u64,
}

fn main() {
    let totals = Totals { sum: 1, again: 1 };
    let _ = totals.sum + totals.again;
}
