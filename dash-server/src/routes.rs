//! Which URL leads where.

use std::sync::Arc;

use axum::extract::{OriginalUri, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use bytes::Bytes;
use dash_core::{Answer, App};

use crate::assets::asset;
use crate::compress::Accepted;
use crate::dev;
use crate::error::Error;
use crate::failure;
use crate::graph::graph;
use crate::headers::nosniff;
use crate::health::health;
use crate::index::{asset_url, index, prefix};
use crate::request::HttpRequest;
use crate::seen::see;
use crate::server::Server;
use crate::site::Site;
use crate::suites::{favicon, suite};
use crate::update::{endpoint, update, with_headers};

/// The app as a router: to be served as it is, or put into another one under any prefix.
///
/// Put it there with `nest_service`, which answers for `/sales` and for `/sales/`: what `nest` puts at `/sales` does not
/// answer for the second, and what it puts at `/sales/` not for the first (axum's rule). At the root, beside routes of
/// yours, `merge` it; where `/assets` is yours, give the app's another name with
/// `App::assets_url_path`.
///
/// Fetches the component packages that the store lacks, which takes a while the first time.
///
/// ```no_run
/// # fn service() -> Result<axum::Router, dash_server::Error> {
/// use axum::routing::get;
/// let sales = dash_core::App::new().layout("Sales");
/// let service = axum::Router::new()
///     .route("/health", get(|| async { "OK" }))
///     .nest_service("/sales", dash_server::router(sales)?);
/// # Ok(service)
/// # }
/// ```
///
/// # Errors
/// All that is wrong with the app; or a package that cannot be had; or a setting in the environment that makes no
/// sense.
pub fn router(app: App) -> Result<Router, Error> {
    Site::new(app).map(Site::into_router)
}

/// The route table.
pub(crate) fn routes(server: Arc<Server>) -> Router {
    let config = server.app.config();
    let (prefix, assets) = (config.routes_pathname_prefix.clone(), config.assets_url_path.clone());
    let at = |path: &str| format!("{prefix}{path}");
    let router = Router::new()
        .route(&at("_dash-layout"), get(layout))
        .route(&at("_dash-dependencies"), get(dependencies))
        .route(&at("_dash-component-suites/{*suite_path}"), get(suite))
        .route(&at(&format!("{assets}/{{*asset_path}}")), get(asset))
        .route(&at("_favicon.ico"), get(favicon))
        .route(&at("_reload-hash"), get(reload_hash))
        .route(&at("_dash/health"), get(health))
        .route(&at("_dash/graph"), get(graph))
        // Routes, not a fallback: a router around this one may have a fallback of its own.
        .route(&prefix, get(index))
        .route(&at("{*page}"), get(index))
        // Those for callbacks, below, see to it themselves.
        .layer(middleware::from_fn(see))
        // A GET gets the page, as in Dash.
        .route(&at("_dash-update-component"), post(update).get(index));
    let mut router = match prefix.trim_end_matches('/') {
        "" => router,
        name => router.route(name, get(with_slash)),
    };
    if server.has_banner() {
        router = router.merge(dev::routes(&config.routes_pathname_prefix));
    }
    for (index, path) in server.app.endpoints() {
        let server = Arc::clone(&server);
        router = router.route(path, post(move |request| endpoint(server, index, request)));
    }
    router.with_state(server)
}

/// Sends `/sales?x=1` to `/sales/?x=1`; relative, since only the browser knows what stands before it.
async fn with_slash(uri: Uri) -> Response {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    nosniff(Redirect::permanent(&format!("{name}/{query}")))
}

/// A 200 with JSON.
pub(crate) fn json(body: impl Into<Bytes>) -> Response {
    let mut response = Response::new(body.into().into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

async fn dependencies(State(server): State<Arc<Server>>, headers: HeaderMap) -> Response {
    nosniff(server.dependencies.answer(Accepted::of(&server, &headers)).await)
}

async fn reload_hash(State(server): State<Arc<Server>>, original: OriginalUri, uri: Uri) -> Response {
    if server.reload.is_none() {
        return nosniff(json(server.reload_hash.clone()));
    }
    let prefix = prefix(server.app.config(), &original, &uri).into_owned();
    // It looks at files.
    let answer = tokio::task::spawn_blocking(move || {
        let (config, reload) = (server.app.config(), server.reload.as_ref());
        reload.map(|reload| reload.answer(&server.library, config, |url| asset_url(config, &prefix, url)))
    });
    nosniff(json(answer.await.ok().flatten().unwrap_or_default()))
}

async fn layout(State(server): State<Arc<Server>>, request: Request) -> Response {
    let accepted = Accepted::of(&server, request.headers());
    if let Some(layout) = &server.layout {
        return nosniff(layout.answer(accepted).await);
    }
    let made = if server.app.layout_may_block() {
        let server = Arc::clone(&server);
        let make = move || server.app.make_layout_blocking();
        let layout = tokio::task::spawn_blocking(make).await;
        layout.unwrap_or_else(|error| Err(error.into())).map(|body| (json(body), Vec::new()))
    } else {
        let made = server.app.make_layout(HttpRequest(request.into_parts().0)).await;
        made.map(|Answer { body, headers, .. }| (json(body.unwrap_or_default()), headers))
    };
    match made {
        Ok((response, headers)) => {
            let response = with_headers(&server, response, headers);
            accepted.answer(response.unwrap_or_else(IntoResponse::into_response)).await
        }
        Err(error) => failure::layout(&server, &error).into_response(),
    }
}
