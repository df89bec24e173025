//! A list of things to do. Nobody knows how many there will be, so their ids are made of keys, and the callbacks name them
//! by pattern: `MATCH` for the one that was ticked, `ALL` to count, to tick and to remove them: `cargo run -p todo`

use dash::prelude::*;
use feffery_antd_components as fac;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("To do").layout(layout()).run().await
}

fn layout() -> html::Div {
    let new = fac::AntdInput::new().id("new").placeholder("What is to be done?").allow_clear(true);
    let add = fac::AntdButton::new().id("add").type_(fac::AntdButtonType::Primary).children("Add");
    let buttons = fac::AntdSpace::new().children((
        fac::AntdButton::new().id("tick-all").size(fac::AntdButtonSize::Small).children("Tick all"),
        fac::AntdButton::new().id("clear").size(fac::AntdButtonSize::Small).children("Clear done"),
    ));
    let count = fac::AntdText::new().id("count").type_(fac::AntdTextType::Secondary);
    let card = card(420).children((
        title("To do"),
        fac::AntdFlex::new().gap("small").children((new, add)),
        html::Div::new().id("list").children(Vec::<Component>::new()).style([("margin", "16px 0")]),
        fac::AntdFlex::new().justify("space-between").align("center").children((count, buttons)),
    ));
    html::Div::new().style([("padding", 40)]).children(fac::AntdCenter::new().children(card))
}

fn card(width: u32) -> html::Div {
    let style = Map::new().with("width", width).with("padding", 24).with("borderRadius", 8);
    html::Div::new().style(style.with("boxShadow", "0 1px 6px rgba(0, 0, 0, 0.25)"))
}

fn title(text: &'static str) -> fac::AntdTitle {
    fac::AntdTitle::new().level(4).style([("margin", "0 0 16px")]).children(text)
}

/// One entry; its id and those of its parts differ from others by the number.
fn entry(number: u64, text: String) -> html::Div {
    let done = fac::AntdCheckbox::new().id(id! { type: "done", number: number }).checked(false);
    let text = fac::AntdText::new().id(id! { type: "text", number: number }).children(text);
    let row = fac::AntdSpace::new().children((done, text));
    html::Div::new().id(id! { type: "entry", number: number }).style([("padding", "4px 0")]).children(row)
}

/// A click and a submit are never the same event, so their sum is a new number each time. The page keeps what is there: only
/// the new entry travels.
#[callback(
    output = ["list.children", "new.value"],
    input = ["add.nClicks", "new.nSubmit"],
    state = "new.value",
    prevent_initial_call,
)]
fn add(
    clicks: Option<u64>,
    submits: Option<u64>,
    text: Option<String>,
) -> Result<(Patch, &'static str), PreventUpdate> {
    let text = text.filter(|text| !text.trim().is_empty()).ok_or(PreventUpdate)?;
    let number = clicks.unwrap_or(0) + submits.unwrap_or(0);
    Ok((Patch::new().append(entry(number, text)), ""))
}

/// Runs once for each box that is ticked, and writes to the text and the entry of the same number. Meanwhile that box cannot
/// be ticked.
#[callback(
    output = [{ type: "text", number: MATCH }.strikethrough, { type: "entry", number: MATCH }.title],
    input = { type: "done", number: MATCH }.checked,
    running = ({ type: "done", number: MATCH }.disabled, true, false),
    prevent_initial_call,
)]
fn tick(checked: bool, ctx: Ctx) -> (bool, String) {
    let number = ctx.matched("number").map(ToString::to_string).unwrap_or_default();
    (checked, format!("number {number} is {}", if checked { "done" } else { "open" }))
}

/// An output with `ALL` takes a list: an entry for each box that there is. Those that are ticked stay as they are, so that
/// nothing runs because of them.
#[callback(
    output = { type: "done", number: ALL }.checked,
    input = "tick-all.nClicks",
    state = { type: "done", number: ALL }.checked,
    prevent_initial_call,
)]
fn tick_all(_clicks: Option<u64>, checked: Vec<bool>) -> Vec<Update<bool>> {
    checked.into_iter().map(|checked| if checked { Update::Keep } else { Update::Set(true) }).collect()
}

/// While this runs no box can be ticked. The entries go from last to first, so that no place changes before its turn.
#[callback(
    output = allow_duplicate("list.children"),
    input = "clear.nClicks",
    state = { type: "done", number: ALL }.checked,
    running = ({ type: "done", number: ALL }.disabled, true, false),
    prevent_initial_call,
)]
fn clear(_clicks: Option<u64>, checked: Vec<bool>) -> Patch {
    let done = (0..).zip(checked).filter(|(_, checked)| *checked).map(|(place, _): (i64, _)| place);
    let done: Vec<_> = done.collect();
    done.into_iter().rev().fold(Patch::new(), |patch, place| patch.at(place).delete())
}

/// An input with `ALL` is a list; the callback also runs when entries come and go.
#[callback(output = "count.children", input = { type: "done", number: ALL }.checked)]
fn count(checked: Vec<bool>) -> String {
    let done = checked.iter().filter(|checked| **checked).count();
    match checked.len() {
        0 => "Nothing to do".to_owned(),
        all => format!("{done} of {all} done"),
    }
}
