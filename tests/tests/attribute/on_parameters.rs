//! The second style: dependencies on the parameters. The wire has all inputs before all states.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use dash::{Answer, App, Checks, Ctx, Request, callback, callbacks};
use serde_json::json;

#[callback(output = "total.children")]
fn in_any_order(
    #[state("currency.value")] currency: String,
    #[input("price.value")] price: u64,
    ctx: Ctx,
    #[input(allow_optional("count.value"))] count: Option<u64>,
) -> String {
    format!("{} {} {}", price * count.unwrap_or(1), currency, ctx.path())
}

struct NoRequest;

impl Request for NoRequest {
    fn header(&self, _: &str) -> Option<&str> {
        None
    }
    fn headers(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }
    fn path(&self) -> &'static str {
        "/path"
    }
    fn query(&self) -> Option<&str> {
        None
    }
    fn remote_addr(&self) -> Option<SocketAddr> {
        None
    }
}

#[test]
fn each_parameter_gets_its_own_value() {
    let app = App::new().layout("").callbacks(callbacks![in_any_order]).checks(Checks::Warn);
    let app = app.into_checked().expect("warned");
    let item = |id: &str, value: serde_json::Value| json!({"id": id, "property": "value", "value": value});
    let body = json!({
        "output": "total.children", "outputs": {"id": "total", "property": "children"},
        "inputs": [item("price", json!(7)), item("count", json!(null))],
        "state": [item("currency", json!("EUR"))],
    })
    .to_string();
    let answer = pin!(app.update(body, NoRequest));
    let Poll::Ready(Ok(Answer { body: Some(answer), .. })) =
        answer.poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("a sync callback answers at once")
    };
    let answer: serde_json::Value = serde_json::from_slice(&answer).expect("JSON");
    assert_eq!(answer["response"]["total"]["children"], "7 EUR /path");
}
