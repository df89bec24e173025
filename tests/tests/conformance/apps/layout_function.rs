use std::sync::Mutex;

use dash::prelude::*;

static NOTES: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[callback(output = "out.children", input = "in.value")]
fn note(text: String) -> usize {
    let mut notes = NOTES.lock().expect("no holder panics");
    notes.push(text);
    notes.len() + 1
}

fn layout() -> html::Div {
    let notes = NOTES.lock().expect("no holder panics");
    let all = ["first"].into_iter().chain(notes.iter().map(String::as_str));
    let items: Vec<html::Li> = all.map(|note| html::Li::new().children(note.to_owned())).collect();
    html::Div::new().children((
        dcc::Input::new().id("in"),
        html::Ul::new().children(items),
        html::P::new().id("out"),
    ))
}

pub(crate) fn app() -> App {
    App::new().layout(layout).callbacks(callbacks![note])
}
