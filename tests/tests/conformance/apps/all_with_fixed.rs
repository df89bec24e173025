use dash::prelude::*;

type Rows = Vec<Update<&'static str>>;

#[callback(
    output = [
        { type: "row", index: ALL }.children,
        "count.children",
        { type: "cell", index: ALL }.children,
        "note.children",
    ],
    input = "in.value",
)]
fn fill(value: String) -> Update<(Rows, u8, Value, Update<&'static str>)> {
    let letters = || Value::from(vec!["a", "b"]);
    Update::Set(match value.as_str() {
        "nothing" => return Update::Keep,
        "one list" => (vec![Update::Keep, Update::Keep], 1, letters(), Update::Keep),
        "long" => (["a", "b", "c"].map(Update::Set).into(), 3, letters(), Update::Set("")),
        _ => {
            let cells = vec![Value::from(html::B::new().children("b")), Value::Null];
            (vec![Update::Set("a"), Update::Keep], 2, cells.into(), Update::Set("note"))
        }
    })
}

#[callback(output = [{ type: "row", index: ALL }.title], input = "in.value")]
fn listed(value: String) -> (Vec<Update<String>>,) {
    (vec![Update::Set(value), Update::Keep],)
}

pub(crate) fn app() -> App {
    let mut children: Vec<Component> = vec![
        dcc::Input::new().id("in").into(),
        html::P::new().id("count").into(),
        html::P::new().id("note").into(),
    ];
    for kind in ["row", "cell"] {
        children.extend((0..2).map(|index| html::P::new().id(id! { type: kind, index: index }).into()));
    }
    App::new().layout(html::Div::new().children(children)).callbacks(callbacks![fill, listed])
}
