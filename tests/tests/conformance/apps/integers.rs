use dash::prelude::*;

const SIGNED: [i64; 5] = [1 << 53, (1 << 53) + 1, -(1 << 53) - 1, i64::MAX, i64::MIN];

fn big() -> Vec<Value> {
    SIGNED.into_iter().map(Value::from).chain([Value::from(u64::MAX)]).collect()
}

#[callback(output = "signed.children", input = "in.data")]
fn signed(value: i64) -> i64 {
    value
}

#[callback(output = "unsigned.children", input = "in.modified_timestamp")]
fn unsigned(value: u64) -> u64 {
    value
}

#[callback(output = "out.data", input = "in.data")]
fn constant(_value: i64) -> Vec<Value> {
    big()
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Store::new().id("in").data(big()),
        html::P::new().id("signed"),
        html::P::new().id("unsigned"),
        dcc::Store::new().id("out"),
    ));
    App::new().layout(layout).callbacks(callbacks![signed, unsigned, constant])
}
