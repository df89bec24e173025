use dash::prelude::*;

const SPECIAL: [f64; 8] = [0.1, 0.1 + 0.2, 1.0, -0.0, 1e300, 5e-324, 1.0 / 3.0, 123_456_789.125];

#[callback(output = "out.children", input = "in.value")]
fn echo(value: f64) -> f64 {
    value
}

#[callback(output = ["nan.children", "infinity.children"], input = "in.value")]
fn wordless(_value: f64) -> (f64, f64) {
    (f64::NAN, f64::NEG_INFINITY)
}

#[callback(output = "list.children", input = "in.value")]
fn several(_value: f64) -> Vec<f64> {
    SPECIAL.into_iter().chain([f64::NAN, f64::INFINITY]).collect()
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Slider::new().min(0).max(1).step(0.1).id("in").value(0.1),
        dcc::Store::new().id("layout").data(SPECIAL),
        html::P::new().id("out"),
        html::P::new().id("nan"),
        html::P::new().id("infinity"),
        html::P::new().id("list"),
    ));
    App::new().layout(layout).callbacks(callbacks![echo, wordless, several])
}
