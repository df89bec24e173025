//! The graphs of callbacks: the server's own, and the renderer's with the server's timings.

use std::time::Duration;

use dash::prelude::{App, dcc, html};
use dash::{Call, Callback, CallbackBuilder, IntoReply};
use dash_tests::browser::Browser;
use serde_json::{Value, json};

use crate::packages::own_components;

const LONG: &str = "recalculate_the_weighted_moving_average_of_every_region_and_of_every_quarter";

/// How long it takes to add up the orders.
const WORK: Duration = Duration::from_millis(50);

/// Answers with what its first input says; the taxes are not to be had.
fn echo(callback: CallbackBuilder, fails: bool) -> Callback {
    callback.handler(move |mut args| {
        let value: Option<Value> = args.next()?;
        Ok(Call::blocking(move || {
            if fails { Err::<Value, _>("no tax office").into_reply() } else { value.into_reply() }
        }))
    })
}

/// Ten callbacks: chains, lines that skip a column, one that goes back, two in the browser.
fn callbacks() -> Vec<Callback> {
    let shelf = r#"{"type":"a-shelf-of-the-warehouse","number":["ALL"]}"#;
    let shelf: dash::IdPattern = shelf.parse().expect("it is a pattern");
    let load = Callback::builder("load_orders").output(("orders", "data")).input(("load", "n_clicks"));
    let filter = Callback::builder("filter").output(("filtered", "data")).input(("orders", "data"));
    let total = Callback::builder("total").output(("total", "children")).input(("filtered", "data"));
    let average = Callback::builder(LONG).output(("averages-of-regions-and-quarters", "children"));
    let average = average.input(("filtered", "data")).state((shelf, "children")).state(("orders", "data"));
    let tax = Callback::builder("tax").output(("tax", "children")).input(("total", "children"));
    let summary = Callback::builder("summary").output(("summary", "children")).output(("summary", "title"));
    let summary = summary.input(("tax", "children")).input(("total", "children")).input(("orders", "data"));
    let reset = Callback::builder("reset").output(("query", "value")).input(("reset", "n_clicks"));
    let bold = Callback::builder("bold").output(("total", "title")).input(("total", "children"));
    let hint = Callback::builder("hint")
        .output(("hint", "children"))
        .input(("averages-of-regions-and-quarters", "children"));
    let log = Callback::builder("log").output(("log", "children")).input(("hint", "children"));
    vec![
        echo(load.state(("summary", "title")), false),
        echo(filter.input(("query", "value")), false),
        total.handler(|mut args| {
            let orders: Option<Value> = args.next()?;
            Ok(Call::blocking(move || {
                std::thread::sleep(WORK);
                orders.into_reply()
            }))
        }),
        echo(average, false),
        echo(tax, true),
        summary.handler(|_| Ok(Call::blocking(|| ("paid", "in time").into_reply()))),
        echo(reset.prevent_initial_call(true), false),
        bold.clientside("(total) => `bold ${total}`"),
        hint.clientside("(average) => `hint ${average}`"),
        echo(log, false),
    ]
}

async fn serve(test: &str) -> String {
    let paragraph = |id: &str| html::P::new().id(id.to_owned());
    let layout = html::Div::new().children((
        html::Button::new().id("load").children("Load").n_clicks(0),
        html::Button::new().id("reset").children("Reset"),
        dcc::Input::new().id("query"),
        dcc::Store::new().id("orders"),
        dcc::Store::new().id("filtered"),
        ["total", "averages-of-regions-and-quarters", "tax", "summary", "hint", "log"]
            .map(paragraph)
            .to_vec(),
    ));
    let app = App::new().title("Orders").layout(layout).callbacks(callbacks()).package(own_components(test));
    let router = dash::router(app.debug(true)).expect("the app starts");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
    let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// What of the picture cannot be read: texts on each other or outside their box, lines behind boxes.
const ILLEGIBLE: &str = "
    const wrong = [];
    const box = it => it.getBoundingClientRect();
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
    const cards = [...document.querySelectorAll('.card')];
    for (const card of cards) {
        const texts = [...card.querySelectorAll('h2, .source, p.numbers, dt, dd, .row span')];
        texts.forEach((text, index) => {
            const [inner, outer] = [box(text), box(card)];
            const inside = inner.left > outer.left && inner.right < outer.right && inner.top > outer.top && inner.bottom < outer.bottom;
            if (!inside) wrong.push(`${text.textContent} leaves its box`);
            texts.slice(index + 1).filter(other => !apart(inner, box(other)))
                .forEach(other => wrong.push(`${text.textContent} lies on ${other.textContent}`));
            if (text.scrollWidth > text.clientWidth + 1 && !text.title) wrong.push(`${text.textContent} is cut`);
        });
        cards.filter(other => other !== card && !apart(box(card), box(other))).forEach(() => wrong.push('boxes overlap'));
    }
    const svg = box(document.querySelector('svg'));
    for (const path of document.querySelectorAll('path')) {
        for (let at = 0; at < path.getTotalLength(); at += 5) {
            const {x, y} = path.getPointAtLength(at);
            const behind = cards.map(box).some(it => x + svg.left > it.left + 1 && x + svg.left < it.right - 1
                && y + svg.top > it.top + 1 && y + svg.top < it.bottom - 1);
            if (behind) { wrong.push(`${path.textContent} passes behind a box`); break; }
        }
    }
    return wrong;";

/// The texts of one box.
fn of(name: &str) -> String {
    format!(
        "const card = [...document.querySelectorAll('.card')].find(it => it.querySelector('h2').title === '{name}');
        const number = name => card.querySelector(`.${{name}} dd`)?.textContent;
        return [number('calls') ?? card.querySelector('.numbers').textContent, number('errors') ?? ''];"
    )
}

#[tokio::test]
async fn the_servers_graph_shows_who_triggers_whom_and_how_often() {
    let url = serve("graph").await;
    let browser = Browser::start().await;
    browser.open(&url).await;
    // `tax` fails, so that what waits for it stays as it is.
    browser.wait_for(".test-devtools-error-count", "the failed call", |it| it.text == "1").await;
    browser.wait_for("#log", "the end of the chain", |it| it.text.starts_with("hint ")).await;
    browser.click("#load").await;
    browser.wait_for("#total", "called again", |it| it.text == "1").await;
    browser.wait_for(".test-devtools-error-count", "failed again", |it| it.text == "2").await;
    browser.wait_for("#log", "called again", |it| it.text == "hint 1").await;
    let problems = browser.problems().await;
    assert!(problems.iter().any(|it| it.contains("request 500")), "{problems:?}");

    browser.resize(2300, 1000).await;
    browser.open(&format!("{url}_dash/graph")).await;
    browser.wait_for("h1", "the callbacks", |it| it.title == "Callbacks of Orders").await;
    let counts =
        "return [document.querySelectorAll('.card').length, document.querySelectorAll('.clientside').length,
        document.querySelectorAll('path.edge').length, document.querySelectorAll('path.read').length];";
    assert_eq!(browser.script(counts).await, json!([10, 2, 13, 2]));
    assert_eq!(browser.script(&of("load_orders")).await, json!(["2", "0"]));
    assert_eq!(browser.script(&of("tax")).await, json!(["2", "2"]));
    assert_eq!(browser.script(&of("bold")).await, json!(["runs in the browser", ""]));
    assert_eq!(browser.script(&of("reset")).await, json!(["not called yet", ""]));
    let links =
        "return [...document.querySelectorAll('.source a')].filter(it => it.href.startsWith('vscode://file/')
        && /browser\\/graph.rs:[0-9]+$/.test(it.href)).length;";
    assert_eq!(browser.script(links).await, json!(10));
    for (is_dark, name) in [(false, "graph-light"), (true, "graph-dark")] {
        browser.prefer_dark(is_dark).await;
        assert_eq!(browser.script(ILLEGIBLE).await, json!([]));
        let background = "return getComputedStyle(document.body).backgroundColor;";
        let expected = if is_dark { "rgb(22, 24, 29)" } else { "rgb(246, 247, 249)" };
        assert_eq!(browser.script(background).await, expected);
        browser.screenshot(name).await;
    }
    // As much as is shown of a callback that is slow, called for months and running often.
    let long = "for (const list of document.querySelectorAll('dl')) {
            list.append(list.lastElementChild.cloneNode(true));
            list.lastElementChild.className = 'running';
            list.lastElementChild.innerHTML = '<dt>running</dt><dd>9999</dd>';
        }
        document.querySelectorAll('.calls dd, .errors dd').forEach(it => { it.textContent = '999999'; });
        document.querySelectorAll('.time dd').forEach(it => { it.textContent = '9999.9s'; });";
    browser.script(long).await;
    assert_eq!(browser.script(ILLEGIBLE).await, json!([]), "numbers that are long");
    browser.screenshot("graph-numbers").await;
    assert_eq!(browser.problems().await, [""; 0]);
}

/// Where the renderer draws a callback, in pixels of the page.
const NODE: &str = "
    const cy = [...document.querySelectorAll('.dash-callback-dag--container div')].find(it => it._cyreg)?._cyreg.cy;
    const node = cy?.nodes('[type = \"callback\"]').filter(it => it.id().includes('total.children'))[0];
    if (!node || cy.animated()) return null;
    const corner = cy.container().getBoundingClientRect();
    const {x, y} = node.renderedPosition();
    return [corner.left + x, corner.top + y];";

#[tokio::test]
async fn the_renderers_graph_shows_the_phases_of_a_call() {
    let url = serve("graph-timings").await;
    let browser = Browser::start().await;
    browser.resize(1400, 1000).await;
    browser.open(&url).await;
    browser.wait_for("#log", "the end of the chain", |it| it.text.starts_with("hint ")).await;
    browser.wait_until("the button of the graph", "
        const button = [...document.querySelectorAll('.dash-debug-menu__button')].find(it => it.innerText.includes('Callbacks'));
        button?.click();
        return !!button;").await;
    browser.settle().await;
    browser.wait_until("the graph to be drawn", &format!("return !!(() => {{ {NODE} }})();")).await;
    let at: Vec<f64> = serde_json::from_value(browser.script(NODE).await).expect("it is drawn");
    browser.click_at(at[0].round(), at[1].round()).await;
    browser
        .wait_for(".dash-callback-dag--info", "of the callback", |it| it.text.contains("total.children"))
        .await;
    // What is folded is opened as a person does.
    browser
        .wait_until(
            "the times",
            "
        const info = document.querySelector('.dash-callback-dag--info');
        if (info.innerText.includes('user:')) return true;
        [...info.querySelectorAll('label, span')].find(it => /^.?time \\(avg/.test(it.innerText))?.click();
        return info.innerText;",
        )
        .await;
    let info = browser.wait_for(".dash-callback-dag--info", "open", |_| true).await.text;
    let milliseconds = |phase: &str| -> f64 {
        // As in `user: wait 12`, over one line or two.
        let (_, rest) =
            info.split_once(&format!("user: {phase}")).unwrap_or_else(|| panic!("{phase}: {info}"));
        rest.split_whitespace()
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or_else(|| panic!("{info}"))
    };
    assert!(milliseconds("callback") >= WORK.as_secs_f64() * 1e3, "{info}");
    for phase in ["decode", "wait", "encode"] {
        assert!(milliseconds(phase) >= 0.0, "{info}");
    }
    browser.screenshot("graph-renderer").await;
}
