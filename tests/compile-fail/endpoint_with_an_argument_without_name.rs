use dash::callback;

#[callback(output = "a.children", input = "i.value", api_endpoint = "/api/run")]
fn run((a, b): (u64, u64)) -> u64 {
    a + b
}

fn main() {
    let _ = (run((1, 2)), dash::callbacks![run]);
}
