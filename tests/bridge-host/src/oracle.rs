//! Asking the process of the test, over HTTP.

use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use dash::BoxError;
use http::{Method, Request};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The process of the test, which runs the user's functions.
#[derive(Debug)]
pub(crate) struct Oracle {
    client: Client<HttpConnector, Full<Bytes>>,
    base: String,
    breaks_next: AtomicBool,
}

impl Oracle {
    pub(crate) fn new(base: &str, breaks_one: bool) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, base: base.to_owned(), breaks_next: AtomicBool::new(breaks_one) }
    }

    /// One question and its answer.
    pub(crate) async fn ask<A: DeserializeOwned>(
        &self,
        name: &str,
        question: &impl Serialize,
    ) -> Result<A, BoxError> {
        let body = Full::from(serde_json::to_vec(question)?);
        let request =
            Request::builder().method(Method::POST).uri(format!("{}/{name}", self.base)).body(body)?;
        let response = self.client.request(request).await?;
        let status = response.status();
        let answer = response.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            let answer = String::from_utf8_lossy(&answer);
            return Err(format!("the oracle answered {status} to `{name}`: {answer}").into());
        }
        Ok(serde_json::from_slice(&answer)?)
    }

    /// Whether the answer at hand is the one to break: true once at most.
    pub(crate) fn breaks_this(&self) -> bool {
        self.breaks_next.swap(false, Ordering::Relaxed)
    }
}
