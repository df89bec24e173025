use dash::clientside_callback;

#[clientside_callback(output = "a.children", input = "i.value")]
const RUN: u64 = 1;

fn main() {
    let _ = (RUN, dash::callbacks![RUN]);
}
