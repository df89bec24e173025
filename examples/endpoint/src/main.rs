//! One callback for the page and for programs: `cargo run -p endpoint`, and then
//! `curl -H 'Content-Type: application/json' -d '{"amount": 1000, "rate": 3, "years": 10}' http://127.0.0.1:8050/api/loan`
//!
//! Its inputs stand on its parameters and its outputs are a struct, so that no order has to be remembered.

use dash::prelude::*;
use feffery_antd_components as fac;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Endpoint").layout(layout()).run().await
}

fn layout() -> html::Div {
    let field = |id, label, value: f64| {
        let label = fac::AntdText::new().children(label).style([("width", 130)]);
        let number = fac::AntdInputNumber::new().id(id).min(0).value(value).style([("width", 160)]);
        fac::AntdFlex::new().align("center").style([("marginBottom", 12)]).children((label, number))
    };
    let result = |id, title| fac::AntdStatistic::new().id(id).title(title).precision(2);
    let card = card(520).children((
        title("A loan"),
        field("amount", "Amount", 10_000.0),
        field("rate", "Rate, per cent", 3.5),
        field("years", "Years", 10.0),
        fac::AntdDivider::new(),
        fac::AntdFlex::new().id("loan").justify("space-between").children((
            result("monthly", "Each month"),
            result("interest", "Interest"),
            result("total", "Together"),
        )),
    ));
    html::Div::new().style([("padding", 24)]).children(fac::AntdCenter::new().children(card))
}

fn card(width: u32) -> html::Div {
    let style = Map::new().with("width", width).with("padding", 24).with("borderRadius", 8);
    html::Div::new().style(style.with("boxShadow", "0 1px 6px rgba(0, 0, 0, 0.25)"))
}

fn title(text: &'static str) -> fac::AntdTitle {
    fac::AntdTitle::new().level(4).style([("margin", "0 0 16px")]).children(text)
}

#[derive(Outputs)]
struct Loan {
    #[output("monthly.value")]
    monthly: f64,
    #[output("interest.value")]
    interest: f64,
    #[output("total.value")]
    total: f64,
}

#[callback(output = Loan, api_endpoint = "/api/loan")]
fn loan(
    #[input("amount.value")] amount: Option<f64>,
    #[input("rate.value")] rate: Option<f64>,
    #[input("years.value")] years: Option<f64>,
) -> Result<Loan, PreventUpdate> {
    let (amount, rate) = (amount.ok_or(PreventUpdate)?, rate.ok_or(PreventUpdate)? / 1200.0);
    let months = years.filter(|years| *years > 0.0).ok_or(PreventUpdate)? * 12.0;
    let monthly =
        if rate > 0.0 { amount * rate / (1.0 - (1.0 + rate).powf(-months)) } else { amount / months };
    let total = monthly * months;
    Ok(Loan { monthly, interest: total - amount, total })
}
