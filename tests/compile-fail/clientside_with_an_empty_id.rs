use dash::clientside_callback;

#[clientside_callback(output = ".children", input = "i.value")]
const RUN: &str = "(value) => value";

fn main() {
    let _ = (RUN, dash::callbacks![RUN]);
}
