//! A gate between the browser and an app: a test says which answers wait, and when they go on. So the order of answers does
//! not depend on time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::program::Program;

/// Forwards every request to an app.
#[derive(Clone, Debug)]
pub struct Gate {
    app: u16,
    own: u16,
    rules: Arc<Mutex<Vec<Rule>>>,
    client: Client<HttpConnector, Body>,
}

/// The next request with this text in its body is answered late.
#[derive(Debug)]
struct Rule {
    text: String,
    arrived: oneshot::Sender<()>,
    opened: oneshot::Receiver<()>,
}

/// An answer that waits at the gate, or will.
#[derive(Debug)]
pub struct Held {
    arrived: oneshot::Receiver<()>,
    open: oneshot::Sender<()>,
}

impl Gate {
    /// Stands before an app, for as long as the test runs.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn before(app: &Program) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
        let own = listener.local_addr().expect("it is bound").port();
        let client = Client::builder(TokioExecutor::new()).build_http();
        let gate = Self { app: app.port(), own, rules: Arc::default(), client };
        let forward = gate.clone();
        let router = Router::new().fallback(async move |request| forward.forward(request).await);
        tokio::spawn(async move { axum::serve(listener, router).await });
        gate
    }

    /// The address of the page behind the gate.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.own)
    }

    /// Keeps the answer to the next request with this text in its body.
    pub fn hold(&self, text: impl Into<String>) -> Held {
        let ((arrive, arrived), (open, opened)) = (oneshot::channel(), oneshot::channel());
        self.rules().push(Rule { text: text.into(), arrived: arrive, opened });
        Held { arrived, open }
    }

    fn rules(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn forward(&self, request: Request) -> Response {
        let (mut parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let rule = {
            let text = String::from_utf8_lossy(&body);
            let mut rules = self.rules();
            rules.iter().position(|rule| text.contains(&rule.text)).map(|index| rules.remove(index))
        };
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let Ok(uri) = Uri::try_from(format!("http://127.0.0.1:{}{path}", self.app)) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        parts.uri = uri;
        let answer = self.client.request(Request::from_parts(parts, Body::from(body))).await;
        if let Some(rule) = rule {
            // Neither side minds if the test has ended.
            let _ = rule.arrived.send(());
            let _ = rule.opened.await;
        }
        answer.map_or_else(|_| StatusCode::BAD_GATEWAY.into_response(), |answer| answer.map(Body::new))
    }
}

impl Held {
    /// Waits until the app has answered, and the answer waits here.
    ///
    /// # Panics
    /// When the app is gone.
    pub async fn arrived(&mut self) {
        (&mut self.arrived).await.expect("the gate stands");
    }

    /// Lets the answer go on.
    pub fn release(self) {
        // The browser may have given up, which is no matter.
        let _ = self.open.send(());
    }
}
