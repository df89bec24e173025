use dash::clientside_callback;

#[clientside_callback(output = "a.children", input = "i.value", running = ("a.style", 1, 2))]
const RUN: &str = "(value) => value";

fn main() {
    let _ = (RUN, dash::callbacks![RUN]);
}
