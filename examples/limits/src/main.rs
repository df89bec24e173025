//! A printer that may jam: how long a callback may take, how many calls of it may run at a time, and what the page says when
//! one fails: `cargo run -p limits`

use std::sync::{Condvar, Mutex, PoisonError};

use dash::prelude::*;
use feffery_antd_components as fac;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Limits").data(Printer::default()).on_error(apologize).layout(layout()).run().await
}

fn layout() -> html::Div {
    let field = |label, field: Component| {
        let label = fac::AntdText::new().children(label).style([("width", 120)]);
        fac::AntdFlex::new().align("center").children((label, field))
    };
    let pages = fac::AntdInputNumber::new().id("pages").min(0).value(3);
    let jammed = fac::AntdSwitch::new().id("jammed").checked(false);
    let print = fac::AntdButton::new().id("print").type_(fac::AntdButtonType::Primary).children("Print");
    let order = fac::AntdButton::new().id("order").children("Order paper");
    let fields = fac::AntdSpace::new().direction(fac::AntdSpaceDirection::Vertical).children((
        field("Pages", pages.into()),
        field("Jammed", jammed.into()),
        fac::AntdSpace::new().children((print, order)),
        fac::AntdText::new().id("printed").children("Nothing printed yet"),
        fac::AntdAlert::new().id("notice").show_icon(true).style([("display", "none")]),
    ));
    let card = card(460).children((title("Printer"), fields));
    html::Div::new().style([("padding", 40)]).children(fac::AntdCenter::new().children(card))
}

fn card(width: u32) -> html::Div {
    let style = Map::new().with("width", width).with("padding", 24).with("borderRadius", 8);
    html::Div::new().style(style.with("boxShadow", "0 1px 6px rgba(0, 0, 0, 0.25)"))
}

fn title(text: &'static str) -> fac::AntdTitle {
    fac::AntdTitle::new().level(4).style([("margin", "0 0 16px")]).children(text)
}

/// Prints at once, or, while it is jammed, not until somebody helps.
#[derive(Default)]
struct Printer {
    jammed: Mutex<bool>,
    freed: Condvar,
}

#[derive(Debug, thiserror::Error)]
#[error("there are no pages to print")]
struct NoPages;

impl Printer {
    fn set_jammed(&self, jammed: bool) {
        *self.jammed.lock().unwrap_or_else(PoisonError::into_inner) = jammed;
        self.freed.notify_all();
    }

    fn print(&self, pages: u32) -> Result<String, NoPages> {
        if pages == 0 {
            return Err(NoPages);
        }
        let jammed = self.jammed.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.freed.wait_while(jammed, |jammed| *jammed));
        Ok(format!("{pages} pages printed"))
    }
}

#[callback(input = "jammed.checked")]
fn jam(jammed: bool, printer: Data<Printer>) {
    printer.set_jammed(jammed);
}

/// There is one printer. A call that takes longer than a second is given up, but its thread cannot be stopped: it keeps the
/// printer until it ends, and the next call finds it busy.
#[callback(
    output = ["printed.children", "notice.style"],
    input = "print.nClicks",
    state = "pages.value",
    running = ("print.loading", true, false),
    timeout = "1s",
    concurrency = 1,
    on_error = explain,
    prevent_initial_call,
)]
fn print(_clicks: Option<u64>, pages: u32, printer: Data<Printer>) -> Result<(String, Map), NoPages> {
    Ok((printer.print(pages)?, Map::from([("display", "none")])))
}

/// What is shown in the place of the answer. The outputs stay as they are.
fn explain(error: &UpdateError, ctx: &Ctx) {
    let (kind, text) = match error {
        UpdateError::TimedOut { .. } => ("warning", "The printer does not answer. Is it jammed?"),
        UpdateError::Busy { .. } => ("warning", "The printer is busy with an earlier page."),
        UpdateError::Failed { error, .. } if error.is::<NoPages>() => ("info", "Choose some pages first."),
        _ => ("error", "That did not work."),
    };
    show(ctx, kind, text);
}

/// Has no `on_error`, so that of the app speaks.
#[callback(output = allow_duplicate("printed.children"), input = "order.nClicks", prevent_initial_call)]
fn order(_clicks: Option<u64>) -> Result<String, &'static str> {
    Err("the shop is closed")
}

fn apologize(error: &UpdateError, ctx: &Ctx) {
    let why = error.error().map(ToString::to_string).unwrap_or_default();
    show(ctx, "error", format!("Sorry, {why}."));
}

fn show(ctx: &Ctx, kind: &'static str, text: impl Into<Value>) {
    let style = Map::from([("display", "flex")]);
    ctx.set_props("notice", Map::new().with("type", kind).with("message", text.into()).with("style", style));
}
