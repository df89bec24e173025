use dash::callback;

struct Shop;

impl Shop {
    #[callback(output = "result.children", input = "execute.nClicks")]
    fn run(&self, n: u64) -> u64 {
        n
    }
}

fn main() {
    let _ = Shop.run(1);
}
