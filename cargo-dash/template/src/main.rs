//! How savings grow: three sliders, a plot, a sentence.
//!
//! * `cargo run` serves the app on <http://127.0.0.1:8050>; `HOST` and `PORT` say where else.
//! * `cargo dash dev` does so while you write: what you save is built, and the page follows.
//! * `cargo test` calls callbacks as the functions that they are, and checks how they are wired.
//! * `cargo dash add NAME` brings in another component package.
//! * Style sheets, scripts and pictures in `assets` are served; those that a page loads are loaded.

use dash::prelude::*;
use serde_json::json;

#[tokio::main]
async fn main() -> dash::Result<()> {
    app().run().await
}

/// The app, apart from the server: tests look at it, too.
fn app() -> App {
    App::new().title("Savings").layout(layout())
}

fn layout() -> html::Main {
    html::Main::new().children((
        html::H1::new().children("How savings grow"),
        html::Div::new().class_name("settings").children((
            setting(
                "Paid in each month",
                slider("monthly", 50, 1000, 50).value(200),
            ),
            setting(
                "Interest a year, in per cent",
                slider("interest", 0, 10, 1).value(4),
            ),
            setting("Years", slider("years", 1, 40, 1).value(20)),
            html::Button::new().id("reset").children("Start over"),
        )),
        html::P::new().id("answer"),
        dcc::Graph::new().id("growth"),
    ))
}

fn setting(text: &'static str, slider: dcc::Slider) -> html::Label {
    html::Label::new().children((html::Span::new().children(text), slider))
}

/// Components are values: what several have in common is a function.
fn slider(id: &'static str, min: u32, max: u32, step: u32) -> dcc::Slider {
    let marks = Map::from([(min.to_string(), min), (max.to_string(), max)]);
    dcc::Slider::new()
        .id(id)
        .min(min)
        .max(max)
        .step(step)
        .marks(marks)
}

/// Runs when the page loads, and whenever one of the inputs changes.
#[callback(
    output = ["growth.figure", "answer.children"],
    input = ["monthly.value", "interest.value", "years.value"],
)]
fn grow(monthly: f64, interest: f64, years: u32) -> (serde_json::Value, String) {
    let balances = balances(monthly, interest, years);
    let paid: Vec<f64> = (0..=years)
        .map(|year| 12.0 * monthly * f64::from(year))
        .collect();
    let (balance, own) = (balances[balances.len() - 1], paid[paid.len() - 1]);
    let answer = format!(
        "{balance:.0} after {years} years, {:.0} of it interest.",
        balance - own
    );
    let figure = json!({
        "data": [
            {"name": "Balance", "y": balances, "fill": "tozeroy", "line": {"color": "#0d9488"}},
            {"name": "Paid in", "y": paid, "fill": "tozeroy", "line": {"color": "#64748b"}},
        ],
        "layout": {
            "margin": {"t": 20, "r": 20},
            "legend": {"orientation": "h"},
            "xaxis": {"title": {"text": "Years"}},
        },
    });
    (figure, answer)
}

/// A callback may change several components. Not when the page loads: nobody has pressed yet.
#[callback(
    output = ["monthly.value", "interest.value", "years.value"],
    input = "reset.n_clicks",
    prevent_initial_call,
)]
fn reset(_n_clicks: Option<u64>) -> (u32, u32, u32) {
    (200, 4, 20)
}

/// The balance at the start and after each year; interest is added at the end of a year.
fn balances(monthly: f64, interest: f64, years: u32) -> Vec<f64> {
    let next = |balance: &f64| Some((balance + 12.0 * monthly) * (1.0 + interest / 100.0));
    std::iter::successors(Some(0.0), next)
        .take(years as usize + 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_callback_is_a_function() {
        let (figure, answer) = grow(100.0, 10.0, 2);
        assert_eq!(answer, "2772 after 2 years, 372 of it interest.");
        assert_eq!(figure["data"][0]["y"].as_array().map(Vec::len), Some(3));
    }

    /// Ids and properties that do not exist, two writers of one property, and the like.
    #[test]
    fn the_app_is_wired_as_it_should_be() {
        assert_eq!(app().check(), []);
    }
}
