//! What core spends on one request, in instructions and allocations: `cargo bench -p dash-core --bench dispatch`.
//!
//! Counted by valgrind, so that a busy machine changes nothing. What starting costs is taken out: each case runs a few times
//! and once more as often, and the difference is told. Names of cases as arguments run these alone.

use std::pin::pin;
use std::process::{Command, ExitCode, Output};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use dash_core::{
    ALL, App, Call, Callback, Checks, IdPattern, IntoReply, KeyPattern, MATCH, Registry, Reply, Update,
};
use serde::Deserialize;

/// How often a case runs, and then how much more often.
const RUNS: [u32; 2] = [20, 40];

/// A request, and the callback that it is for.
struct Case {
    name: &'static str,
    about: &'static str,
    callback: fn() -> Callback,
    body: fn() -> String,
}

const CASES: [Case; 7] = [
    Case { name: "w1", about: "one input, one output", callback: one, body: one_body },
    Case { name: "w2", about: "20 inputs, 20 states, 20 outputs", callback: twenty, body: twenty_body },
    Case { name: "w3", about: "ALL over 200 items, one output", callback: sum, body: sum_body },
    Case { name: "all", about: "one input, ALL over 200 outputs", callback: fan_out, body: fan_out_body },
    Case { name: "match", about: "MATCH in output, input and state", callback: matched, body: matched_body },
    Case { name: "w5", about: "8,600 rows of 7 fields, 1 MB", callback: rows, body: rows_body },
    Case { name: "w5s", about: "86 rows of 7 fields, 10 kB", callback: rows, body: few_rows_body },
];

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let [name, runs] = args.as_slice()
        && let Ok(runs) = runs.parse()
    {
        run(case(name), runs);
        return ExitCode::SUCCESS;
    }
    let is_wanted = |case: &&Case| args.is_empty() || args.iter().any(|name| name == case.name);
    println!("{:6} {:>13} {:>12} {:>12}  case", "", "instructions", "allocations", "bytes");
    for case in CASES.iter().filter(is_wanted) {
        match count(case) {
            Ok([instructions, allocations, bytes]) => {
                println!("{:6} {instructions:>13} {allocations:>12} {bytes:>12}  {}", case.name, case.about);
            }
            Err(problem) => {
                eprintln!("error: {problem}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn case(name: &str) -> &'static Case {
    CASES.iter().find(|case| case.name == name).expect("the name of a case")
}

/// What is measured: a request's body as the server has it, up to the bytes of the answer.
fn run(case: &Case, runs: u32) {
    let app = App::new().layout("").callbacks([(case.callback)()]).checks(Checks::Warn);
    let app = app.into_checked().expect("nothing is checked");
    let body = Bytes::from((case.body)());
    for _ in 0..runs {
        answer(app.registry(), body.clone());
    }
}

fn answer(registry: &Registry, body: Bytes) -> Vec<u8> {
    let job = registry.job(body, ()).expect("a request for the callback");
    let mut work = pin!(job.run());
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer.expect("an answer").body.expect("a body"),
        Poll::Pending => unreachable!("no case waits"),
    }
}

/// Instructions, allocations and allocated bytes of one run.
fn count(case: &Case) -> Result<[u64; 3], String> {
    let [few, many] = RUNS;
    let less = total(case, few)?;
    let more = total(case, few + many)?;
    Ok([0, 1, 2].map(|index| (more[index].saturating_sub(less[index])) / u64::from(many)))
}

fn total(case: &Case, runs: u32) -> Result<[u64; 3], String> {
    let instructions = valgrind(&["--tool=callgrind", "--callgrind-out-file=/dev/null"], case, runs)?;
    let heap = valgrind(&["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"], case, runs)?;
    let number = |text: &str, after: &str| -> Result<u64, String> {
        let rest = text.split_once(after).map(|(_, rest)| rest.trim_start());
        let digits = rest.unwrap_or_default().split([' ', '\n']).next().unwrap_or_default().replace(',', "");
        digits.parse().map_err(|_| format!("valgrind does not say `{after}`:\n{text}"))
    };
    Ok([
        number(&instructions, "Collected :")?,
        number(&heap, "total heap usage:")?,
        number(&heap, " frees,")?,
    ])
}

/// What valgrind says of a program that is this one, with a case to run.
fn valgrind(options: &[&str], case: &Case, runs: u32) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program has no path: {error}"))?;
    let command =
        Command::new("valgrind").args(options).arg(program).args([case.name, &runs.to_string()]).output();
    let Output { status, stderr, .. } = command
        .map_err(|error| format!("valgrind cannot be started: {error}; install the package `valgrind`"))?;
    let said = String::from_utf8_lossy(&stderr).into_owned();
    if status.success() { Ok(said) } else { Err(format!("valgrind failed:\n{said}")) }
}

/// Work that is done at once.
fn done<const N: usize>(value: impl IntoReply<N> + Send + 'static) -> Call {
    Call::future(async move { value.into_reply() })
}

fn one() -> Callback {
    Callback::builder("one").output(("out", "children")).input(("btn", "value")).handler(|mut args| {
        let n_clicks: i64 = args.next()?;
        Ok(done::<1>(format!("clicked {n_clicks} times")))
    })
}

fn one_body() -> String {
    request("out.children", &output("out"), &[input("\"btn\"", "7")], &[])
}

fn twenty() -> Callback {
    let numbered = |name: &str, property: &'static str| -> Vec<_> {
        (0..20).map(|index| (format!("{name}{index}"), property)).collect()
    };
    let builder = Callback::builder("twenty").outputs(numbered("out", "children"));
    builder.inputs(numbered("in", "value")).states(numbered("state", "value")).handler(|mut args| {
        let texts = (0..40).map(|_| args.next()).collect::<Result<Vec<String>, _>>()?;
        let (inputs, states) = texts.split_at(20);
        let each: Vec<_> =
            inputs.iter().zip(states).map(|(input, state)| format!("{input}/{state}")).collect();
        Ok(Call::future(async move { Ok(Reply::new(each.into_iter().map(|text| Update::Set(text.into())))) }))
    })
}

fn twenty_body() -> String {
    let each = |name: &str| -> Vec<_> {
        (0..20)
            .map(|index| input(&format!("\"{name}{index}\""), &format!("\"{name} value {index}\"")))
            .collect()
    };
    let outputs: Vec<_> = (0..20).map(|index| output(&format!("out{index}"))).collect();
    let names: Vec<_> = (0..20).map(|index| format!("out{index}.children")).collect();
    let (output, outputs) = (format!("..{}..", names.join("...")), format!("[{}]", outputs.join(",")));
    request(&output, &outputs, &each("in"), &each("state"))
}

fn items(wildcard: impl Into<KeyPattern>) -> IdPattern {
    IdPattern::keys([("type", "item")]).key("index", wildcard)
}

/// The id of an item, with its keys in the order in which a browser has them.
fn item(index: u32) -> String {
    format!(r#"{{"type":"item","index":{index}}}"#)
}

fn sum() -> Callback {
    Callback::builder("sum").output(("out", "children")).input((items(ALL), "value")).handler(|mut args| {
        let values: Vec<i64> = args.next()?;
        Ok(done::<1>(values.iter().sum::<i64>()))
    })
}

fn sum_body() -> String {
    let each: Vec<_> = (0..200).map(|index| input(&item(index), &(3 * index).to_string())).collect();
    request("out.children", &output("out"), &[format!("[{}]", each.join(","))], &[])
}

fn fan_out() -> Callback {
    Callback::builder("fan_out").output((items(ALL), "children")).input(("btn", "value")).handler(
        |mut args| {
            let n_clicks: i64 = args.next()?;
            Ok(done::<1>((0..200).map(|index| n_clicks + index).collect::<Vec<_>>()))
        },
    )
}

fn fan_out_body() -> String {
    let each: Vec<_> =
        (0..200).map(|index| format!(r#"{{"id":{},"property":"children"}}"#, item(index))).collect();
    let output = r#"{\"index\":[\"ALL\"],\"type\":\"item\"}.children"#;
    request(output, &format!("[{}]", each.join(",")), &[input("\"btn\"", "7")], &[])
}

fn matched() -> Callback {
    let builder = Callback::builder("matched").output((items(MATCH), "children"));
    builder.input((items(MATCH), "value")).state((items(MATCH), "title")).handler(|mut args| {
        let (value, title): (i64, String) = (args.next()?, args.next()?);
        Ok(done::<1>(format!("{title}: {value}")))
    })
}

fn matched_body() -> String {
    let output = r#"{\"index\":[\"MATCH\"],\"type\":\"item\"}.children"#;
    let own = format!(r#"{{"id":{},"property":"children"}}"#, item(7));
    let state = format!(r#"{{"id":{},"property":"title","value":"seven"}}"#, item(7));
    request(output, &own, &[input(&item(7), "7")], &[state])
}

/// A row of a table.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only decoded")]
struct Row {
    id: u64,
    name: String,
    city: String,
    price: f64,
    qty: i32,
    active: bool,
    date: String,
}

fn rows() -> Callback {
    Callback::builder("rows").output(("out", "children")).input(("store", "value")).handler(|mut args| {
        let rows: Vec<Row> = args.next()?;
        Ok(done::<1>(rows.len()))
    })
}

fn rows_body() -> String {
    rows_request(8600)
}

fn few_rows_body() -> String {
    rows_request(86)
}

fn rows_request(count: u32) -> String {
    let row = |id: u32| {
        let (price, active) = (f64::from(id * 7919 % 100_000) / 100.0, id.is_multiple_of(3));
        format!(
            r#"{{"id":{id},"name":"customer {id}","city":"Lagos","price":{price},"qty":{},"active":{active},"date":"2025-{:02}-{:02}T12:00:00"}}"#,
            id % 100,
            id % 12 + 1,
            id % 28 + 1
        )
    };
    let rows: Vec<_> = (0..count).map(row).collect();
    request("out.children", &output("out"), &[input("\"store\"", &format!("[{}]", rows.join(",")))], &[])
}

fn output(id: &str) -> String {
    format!(r#"{{"id":"{id}","property":"children"}}"#)
}

/// An input or a state, `id` and `value` being JSON.
fn input(id: &str, value: &str) -> String {
    format!(r#"{{"id":{id},"property":"value","value":{value}}}"#)
}

/// A body as the renderer writes it.
fn request(output: &str, outputs: &str, inputs: &[String], state: &[String]) -> String {
    let changed = r#""changedPropIds":["btn.value"],"parsedChangedPropsIds":["btn.value"]"#;
    let (inputs, state) = (inputs.join(","), state.join(","));
    format!(r#"{{"output":"{output}","outputs":{outputs},"inputs":[{inputs}],{changed},"state":[{state}]}}"#)
}
