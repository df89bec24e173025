//! Callbacks that a `macro_rules!` macro makes, and what other attributes do to them.

use dash::{App, Callback, Checks, Data, HasProps, Id, PropOf, Str, callback, callbacks, html};

struct Text;

struct TextProps {
    title: PropOf<Str>,
}

impl HasProps for Text {
    type Props = TextProps;
    const PROPS: &'static TextProps = &TextProps { title: PropOf::new("title") };
}

const TEXT: Id<Text> = Id::new("text");

macro_rules! counters {
    ($($name:ident $output:literal $input:expr, $handle:path;)*) => { $(
        #[callback(output = $output, input = $input, state = $handle.title)]
        fn $name(title: Option<String>, state: Option<String>) -> Option<String> {
            title.or(state)
        }
    )* };
}
counters! {
    zebra "zebra.children" TEXT.title, TEXT;
    ant "ant.children" "text.title", TEXT;
}

#[test]
fn one_macro_call_makes_several_callbacks() {
    let names = callbacks![zebra, ant].map(Callback::from);
    assert_eq!(names.each_ref().map(Callback::name), ["zebra", "ant"]);
    assert_eq!(names[0].at(), names[1].at());
    let layout = ["zebra", "ant", "text"].map(|id| html::Div::new().id(id));
    let problems = App::new().layout(layout).callbacks(callbacks![zebra, ant]).check();
    assert!(problems.is_empty(), "{problems:?}");
    let problems = App::new().layout("").callbacks(callbacks![ant, ant]).checks(Checks::Warn).check();
    assert!(problems.iter().any(|problem| problem.to_string().ends_with("the app is given it twice")));
}

#[callback(output = "a.children", input = "b.value")]
#[deprecated = "calling it is what deprecation is about, registering it is not"]
fn old(b: u64) -> u64 {
    b
}

#[callback(output = "a.children", input = "b.value")]
#[cfg(any())]
fn never(b: NoSuchType) -> u64 {
    b
}

#[callback(output = "a.children", input = "b.value", running = ("a.title", html::B::new().children("wait"), "done"))]
fn component_while_running(b: u64, title: Data<&'static str>) -> String {
    format!("{b} {}", *title)
}

#[test]
fn other_attributes_keep_their_meaning() {
    let callbacks = callbacks![old, component_while_running].map(Callback::from);
    let app = App::new().layout("").data("title").callbacks(callbacks).checks(Checks::Warn).into_checked();
    let dependencies = String::from_utf8(app.expect("warned").dependencies().to_vec()).expect("UTF-8");
    assert!(dependencies.contains(r#""a.title":{"props":{"children":"wait"},"type":"B""#), "{dependencies}");
}
