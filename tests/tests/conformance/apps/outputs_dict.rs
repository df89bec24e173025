use dash::BoxError;
use dash::prelude::*;

#[derive(Outputs)]
struct Totals {
    #[output("sum.children")]
    total: usize,
    #[output("note.children")]
    note: Update<String>,
    #[output({ type: "row", index: ALL }.children)]
    rows: Vec<Update<String>>,
    #[output(allow_duplicate("note.title"))]
    log: Update<String>,
}

#[callback(output = Totals, input = "in.value", prevent_initial_call)]
fn totals(value: String) -> Result<Totals, BoxError> {
    match value.as_str() {
        "prevent" => return Err(PreventUpdate.into()),
        "bad" => return Err(value.into()),
        _ => (),
    }
    let note = if value == "x" { Update::Keep } else { Update::Set(value.clone()) };
    Ok(Totals { total: value.len(), note, rows: vec![Update::Set(value), Update::Keep], log: Update::Keep })
}

#[derive(Outputs)]
struct Single {
    #[output("sum.title")]
    only: String,
}

#[callback(output = Single, input = ["in.value"])]
fn single(value: String) -> Single {
    Single { only: value }
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("in"),
        html::P::new().id("sum"),
        html::P::new().id("note"),
        html::P::new().id(id! { type: "row", index: 0 }),
    ));
    App::new().layout(layout).callbacks(callbacks![totals, single])
}
