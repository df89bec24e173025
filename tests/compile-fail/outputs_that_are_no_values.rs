use dash::Outputs;

struct Sum;

#[derive(Outputs)]
struct Totals {
    #[output("sum.children")]
    sum: Sum,
}

fn main() {
    let _ = Totals { sum: Sum }.sum;
}
