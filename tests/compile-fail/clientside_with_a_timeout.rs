use dash::clientside_callback;

#[clientside_callback(output = "a.children", input = "i.value", timeout = "5s")]
const RUN: &str = "(value) => value";

fn main() {
    let _ = (RUN, dash::callbacks![RUN]);
}
