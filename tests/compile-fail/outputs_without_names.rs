use dash::Outputs;

#[derive(Outputs)]
struct Totals(#[output("sum.children")] u64);

fn main() {
    let _ = Totals(1).0;
}
