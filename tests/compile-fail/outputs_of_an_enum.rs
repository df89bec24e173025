use dash::Outputs;

#[derive(Outputs)]
enum Totals {
    Sum(u64),
}

fn main() {
    let Totals::Sum(_) = Totals::Sum(1);
}
