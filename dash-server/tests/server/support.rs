//! Apps to serve, and short words for asking them.

use std::future::Future;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use bytes::Bytes;
use dash_core::{App, BoxError, Call, Callback, CallbackBuilder, IntoReply};
use http_body_util::BodyExt;
use serde_json::{Value as Json, json};
use tower::ServiceExt;

/// Components as generated bindings define them.
pub(crate) mod html {
    dash_core::package!("dash", "dash_html_components");
    dash_core::components! {
        /// A part of the page.
        Div { id: dash_core::ComponentId = "id", children: dash_core::Children = "children", title: dash_core::Value = "title", }
    }
}

/// A package that does not come with Dash, so that its scripts are on the page.
pub(crate) mod third_party {
    dash_core::package!("feffery-antd-components", "feffery_antd_components");
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// An app with two parts `in` and `out`, and these callbacks.
pub(crate) fn app(callbacks: impl IntoIterator<Item = Callback>) -> App {
    crate::log::keep();
    let part = |id: &'static str| html::Div::new().id(id);
    App::new().layout(html::Div::new().children((part("in"), part("out")))).callbacks(callbacks).debug(true)
}

/// A callback from `in.title` to `out.children` without code.
pub(crate) fn declared(name: &'static str) -> CallbackBuilder {
    Callback::builder(name).output(("out", "children")).input(("in", "title"))
}

/// The callback that runs this closure.
pub(crate) fn sync<T: IntoReply<1> + 'static>(
    work: impl Fn(Option<String>) -> T + Clone + Send + Sync + 'static,
) -> Callback {
    declared("sync_callback").arguments(["title"]).handler(move |mut args| {
        let (title, work) = (args.next()?, work.clone());
        Ok(Call::blocking(move || work(title).into_reply()))
    })
}

/// The callback that awaits this.
pub(crate) fn asynchronous<F>(work: impl Fn(Option<String>) -> F + Send + Sync + 'static) -> Callback
where
    F: Future<Output = Result<String, BoxError>> + Send + 'static,
{
    declared("async_callback").arguments(["title"]).handler(move |mut args| {
        let work = work(args.next()?);
        Ok(Call::future(async { work.await.into_reply() }))
    })
}

/// Waits for what should come at once, but not for ever.
pub(crate) async fn soon<T>(event: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), event).await.expect("waited in vain")
}

pub(crate) fn router(app: App) -> Router {
    dash_server::router(app).unwrap_or_else(|error| panic!("{error}"))
}

/// The body of a request for the callback of [`declared`].
pub(crate) fn update_body(title: &str) -> Json {
    json!({
        "output": "out.children",
        "outputs": {"id": "out", "property": "children"},
        "inputs": [{"id": "in", "property": "title", "value": title}],
        "changedPropIds": ["in.title"],
        "parsedChangedPropsIds": ["in.title"],
    })
}

/// The configuration in the page, as a browser cuts it out: up to the first `</script>`.
pub(crate) fn config_text(page: &Answer) -> &str {
    let (_, text) = page.text().split_once(r#"<script id="_dash-config" type="application/json">"#).unwrap();
    text.split_once("</script>").unwrap().0
}

pub(crate) fn config(page: &Answer) -> Json {
    serde_json::from_str(config_text(page)).unwrap()
}

/// Every URL in the page.
pub(crate) fn urls(page: &Answer) -> Vec<&str> {
    let attributes = page.text().split(" src=\"").flat_map(|part| part.split(" href=\"")).skip(1);
    attributes.map(|rest| rest.split('"').next().unwrap()).collect()
}

pub(crate) async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status, headers: parts.headers, body }
}

pub(crate) async fn get(router: &Router, path: &str) -> Answer {
    send(router, Request::get(path).body(Body::empty()).unwrap()).await
}

pub(crate) async fn post(router: &Router, path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    send(router, request.body(body.into()).unwrap()).await
}

/// Runs the callback of [`declared`].
pub(crate) async fn update(router: &Router, title: &str) -> Answer {
    post(router, "/_dash-update-component?endId=abc", update_body(title).to_string()).await
}
