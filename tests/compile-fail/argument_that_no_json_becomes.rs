use dash::callback;

struct Query;

#[callback(output = "result.children", input = "execute.nClicks")]
async fn run(query: Query) -> u64 {
    drop(query);
    1
}

fn main() {
    let _ = (run(Query), dash::callbacks![run]);
}
