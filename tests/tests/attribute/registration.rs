//! Which callbacks an app has, and in which order.

use dash::{App, Callback, Checks, callback, callbacks, html};

/// A later line than `second` on purpose is impossible in one file: the order is that of the lines.
#[callback(output = "x.children", input = "z.n_clicks")]
fn first(n: u64) -> u64 {
    n
}

mod inner {
    use dash::callback;

    #[callback(output = "y.children", input = "z.n_clicks")]
    pub(crate) fn second(n: u64) -> u64 {
        n
    }
}

fn ids() -> html::Div {
    html::Div::new().children(["x", "y", "z"].map(|id| html::Div::new().id(id)))
}

fn outputs(app: App) -> Vec<String> {
    let app = app.into_checked().expect("a sound app");
    let entries: serde_json::Value = serde_json::from_slice(app.dependencies()).expect("JSON");
    let entries = entries.as_array().expect("a list").iter();
    entries.map(|entry| entry["output"].as_str().expect("text").to_owned()).collect()
}

#[test]
fn without_a_list_an_app_has_every_linked_callback_in_source_order() {
    let all = outputs(App::new().layout(ids()).checks(Checks::Warn));
    let (first, second) =
        (all.iter().position(|o| o == "x.children"), all.iter().position(|o| o == "y.children"));
    assert!(first.is_some() && first < second, "{all:?}");
    assert!(all.iter().any(|output| output == "a.children"), "other modules are linked too: {all:?}");
}

#[test]
fn a_list_says_exactly_which_callbacks_an_app_has() {
    assert_eq!(
        outputs(App::new().layout(ids()).callbacks(callbacks![inner::second, first])),
        ["y.children", "x.children"]
    );
    assert_eq!(outputs(App::new().layout(ids()).callbacks(callbacks![first])), ["x.children"]);
    assert_eq!(outputs(App::new().layout(ids()).callbacks(callbacks![])), [] as [&str; 0]);
}

#[test]
fn a_callback_knows_its_source_line() {
    let [callback] = callbacks![inner::second].map(Callback::from);
    let at = callback.at();
    assert!(at.file.ends_with("registration.rs"), "{at}");
    let line = include_str!("registration.rs").lines().nth(at.line as usize - 1).expect("the line");
    assert!(line.contains("#[callback(output = \"y.children\""), "{line}");
}

#[test]
fn a_callback_is_still_a_function() {
    assert_eq!(first(1) + inner::second(2), 3);
}
