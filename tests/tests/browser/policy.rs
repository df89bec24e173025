//! The content security policy: what Dash's and Ant Design's packages do works under it, and what somebody smuggled in does not.

use dash::prelude::*;
use dash::{Call, Callback, ContentSecurityPolicy, IntoReply};
use dash_tests::browser::Browser;
use feffery_antd_components as fac;
use serde_json::json;

use crate::packages::own_components;

/// With something of each package, and a template whose own script may run as well.
fn app() -> App {
    let figure = json!({"data": [{"y": [1, 3, 2], "type": "bar"}, {"y": [2, 1, 3], "mode": "lines"}]});
    let table = dash_table::DataTable::new()
        .id("table")
        .columns(json!([{"name": "City", "id": "city"}]))
        .data(json!([{"city": "Oslo"}, {"city": "Lyon"}]))
        .filter_action(json!("native"));
    let layout = html::Div::new().children((
        dcc::Markdown::new()
            .id("text")
            .children("*Bold* `code`\n\n```python\ndef f(): pass\n```\n\n$a^2$")
            .mathjax(true),
        dcc::Graph::new().id("graph").figure(figure),
        table,
        dcc::Dropdown::new().id("cities").options(json!(["Oslo", "Lyon"])),
        fac::AntdButton::new().id("button").type_(fac::AntdButtonType::Primary).children("Count"),
        html::P::new().id("browser"),
        html::P::new().id("server"),
    ));
    let script = "(clicks) => `${clicks || 0} clicks`";
    let browser = Callback::builder("browser").output(("browser", "children")).input(("button", "nClicks"));
    let server = Callback::builder("server").output(("server", "children")).input(("browser", "children"));
    let server = server.handler(|mut args| {
        let clicks: Option<String> = args.next()?;
        Ok(Call::blocking(|| clicks.into_reply()))
    });
    let template = "<!DOCTYPE html><html><head>{%metas%}{%css%}{%favicon%}</head><body>
        <script>window.ofTheTemplate = 'ran';</script>
        {%app_entry%}{%config%}{%scripts%}{%renderer%}</body></html>";
    App::new()
        .layout(layout)
        .callbacks([browser.clientside(script), server])
        .index_string(template)
        .package(own_components("policy"))
        .content_security_policy(ContentSecurityPolicy::new())
        .csrf_protection(true)
        .debug(false)
}

#[tokio::test]
async fn packages_work_under_a_policy_and_smuggled_scripts_do_not() {
    let router = dash::router(app()).expect("the app starts");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
    let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let browser = Browser::start().await;
    browser.open(&url).await;
    browser.wait_for("#server", "the first call", |it| it.text == "0 clicks").await;
    browser.click("#button").await;
    browser.wait_for("#server", "called with the token", |it| it.text == "1 clicks").await;
    browser.wait_for("#table", "drawn", |it| it.text.contains("Lyon")).await;
    let drawn = "const seen = {
            bars: document.querySelectorAll('#graph .bars .point').length,
            formula: document.querySelectorAll('#text mjx-container, #text .MathJax').length,
            keywords: document.querySelectorAll('#text .hljs-keyword').length,
            template: window.ofTheTemplate,
        };
        return (seen.bars === 3 && seen.formula > 0 && seen.keywords > 0 && seen.template === 'ran') || seen;";
    browser.wait_until("the graph, the formula and the code to be drawn", drawn).await;
    assert_eq!(browser.problems().await, [""; 0]);

    let smuggle = "if (!window.asked) {
            window.asked = true;
            document.addEventListener('securitypolicyviolation', event => { window.refused = (window.refused || 0) + 1; });
            const script = document.createElement('script');
            script.textContent = 'window.smuggled = true';
            document.body.append(script);
            document.body.insertAdjacentHTML('beforeend', '<img src=data: onerror=\"window.smuggled = true\">');
            const foreign = document.createElement('script');
            foreign.src = 'http://127.0.0.1:9/';
            document.body.append(foreign);
        }
        return window.refused === 3 && !window.smuggled;";
    browser.wait_until("each to be refused", smuggle).await;
}
