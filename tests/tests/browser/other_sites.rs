//! Pages of other sites: they start no callback, and show the app in no frame, unless the app says so.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use dash::prelude::*;
use dash::{Call, Callback, IntoReply};
use dash_tests::browser::{Browser, until};

use crate::packages::own_components;

/// How often the callback of an app ran.
#[derive(Clone, Default)]
struct Calls(Arc<AtomicUsize>);

impl Calls {
    fn number(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// An app whose callback counts its calls, of which the page makes one.
fn app(test: &str) -> (App, Calls) {
    let calls = Calls::default();
    let count = Callback::builder("count").output(("out", "children")).input(("in", "children"));
    let count = count.handler({
        let calls = calls.clone();
        move |_| {
            calls.0.fetch_add(1, Ordering::SeqCst);
            Ok(Call::blocking(|| "counted".into_reply()))
        }
    });
    let layout = html::Div::new().children((html::P::new().id("in"), html::P::new().id("out")));
    let app = App::new().layout(layout).callbacks([count]).package(own_components(test));
    (app.debug(false), calls)
}

/// Serves at a port, which it tells, on 127.0.0.1: to a browser, `localhost` is another site.
async fn serve(router: Router) -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
    let port = listener.local_addr().expect("it is bound").port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    port
}

/// Another site's page.
async fn site(page: String) -> u16 {
    serve(Router::new().route("/", get(move || async { Html(page) }))).await
}

const REQUEST: &str = r#"{"output": "out.children", "outputs": {"id": "out", "property": "children"},
    "inputs": [{"id": "in", "property": "children"}], "changedPropIds": []}"#;

#[tokio::test]
async fn another_sites_page_starts_no_callback() {
    let (app, calls) = app("forms");
    let app = serve(dash::router(app).expect("the app starts")).await;
    let update = format!("http://127.0.0.1:{app}/_dash-update-component");
    // What a page may send without asking first: a form, and text.
    let page = format!(
        "<!doctype html><title>page</title><link rel=icon href='data:,'><iframe name=frame></iframe>
        <form action='{update}' method=post enctype='text/plain' target=frame><input name='{{}}' value=1></form>
        <script>
            document.forms[0].submit();
            fetch('{update}', {{method: 'POST', mode: 'no-cors', body: `{REQUEST}`}})
                .then(() => {{ document.title = 'sent'; }});
        </script>"
    );
    let site = site(page).await;
    let browser = Browser::start().await;
    for host in ["localhost", "127.0.0.1"] {
        browser.open(&format!("http://{host}:{site}/")).await;
        browser.wait_until("the page to have sent it", "return document.title === 'sent';").await;
        let mut refused = 0;
        until("both requests to be refused", Duration::from_secs(30), async || {
            let problems = browser.problems().await;
            let refusal = format!("request 403: {update}");
            refused += problems.iter().filter(|problem| **problem == refusal).count();
            if refused == 2 { Ok(()) } else { Err(problems.join("\n")) }
        })
        .await;
    }
    assert_eq!(calls.number(), 0);
    browser.open(&format!("http://127.0.0.1:{app}/")).await;
    browser.wait_for("#out", "the app's own page", |out| out.text == "counted").await;
    assert_eq!((calls.number(), browser.problems().await), (1, Vec::new()));
}

#[tokio::test]
async fn another_sites_page_shows_the_app_only_if_it_may() {
    let (closed, closed_calls) = app("frames");
    let (open, open_calls) = app("frames");
    let closed = serve(dash::router(closed).expect("the app starts")).await;
    let framing = |app| {
        format!("<!doctype html><link rel=icon href='data:,'><iframe src='http://127.0.0.1:{app}/'></iframe>")
    };
    let browser = Browser::start().await;
    let thief = site(framing(closed)).await;
    browser.open(&format!("http://localhost:{thief}/")).await;
    until("the browser to refuse it", Duration::from_secs(30), async || {
        let problems = browser.problems().await.join("\n");
        if problems.contains("frame-ancestors 'self'") { Ok(()) } else { Err(problems) }
    })
    .await;

    let open = open.frame_ancestors(["http://localhost:*"]);
    let open = serve(dash::router(open).expect("the app starts")).await;
    let portal = site(framing(open)).await;
    browser.open(&format!("http://localhost:{portal}/")).await;
    until("the page in the frame to ask", Duration::from_secs(30), async || match open_calls.number() {
        0 => Err("no call".to_owned()),
        _ => Ok(()),
    })
    .await;
    assert_eq!(closed_calls.number(), 0);
}
