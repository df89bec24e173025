//! Reading a request's body up to a limit.

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};

/// Why there is no body.
#[derive(Debug)]
pub(crate) enum BodyError {
    TooLarge,
    /// The client broke off.
    Broken(axum::BoxError),
}

/// Reads a body of at most `limit` bytes. One that came in one piece, which is the usual case, is not copied.
pub(crate) async fn read(mut body: Body, limit: usize) -> Result<Bytes, BodyError> {
    let is_too_large = body.size_hint().lower() > limit as u64;
    if !is_too_large {
        match Limited::new(&mut body, limit).collect().await {
            Ok(collected) => return Ok(collected.to_bytes()),
            Err(error) if !error.is::<LengthLimitError>() => return Err(BodyError::Broken(error)),
            Err(_) => (),
        }
    }
    skip(body, limit).await;
    Err(BodyError::TooLarge)
}

/// Lets the client send on for a while: a browser that is still sending when the connection closes does not look
/// at the answer.
async fn skip(mut body: Body, limit: usize) {
    let mut skipped = 0;
    while let Some(Ok(frame)) = body.frame().await {
        skipped += frame.data_ref().map_or(0, Bytes::len);
        if skipped > limit {
            return;
        }
    }
}
