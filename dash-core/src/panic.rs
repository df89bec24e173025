//! Panics of the app's own code: errors of one call, never the server's.

use std::any::Any;
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::pin::Pin;
use std::sync::Once;
use std::task::Poll;

/// What a panic was raised with.
pub(crate) type Payload = Box<dyn Any + Send>;

/// What the future comes to, or what it panicked with.
pub(crate) async fn caught<T>(mut future: Pin<Box<dyn Future<Output = T> + Send>>) -> Result<T, Payload> {
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(payload) => Poll::Ready(Err(payload)),
    })
    .await
}

thread_local! {
    /// Text and place of this thread's last panic.
    static LAST: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
}

/// From now on errors that were panics say where in the source that was. The hook that is there is called as before.
pub fn locate_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if let Some(location) = panic.location() {
                let last = (message(panic.payload()).to_owned(), location.to_string());
                // A thread that is ending has no such place any more.
                let _ = LAST.try_with(|place| place.replace(Some(last)));
            }
            before(panic);
        }));
    });
}

/// The text of a panic, with the place where it was raised if that is known.
pub(crate) fn located(payload: &(dyn Any + Send)) -> String {
    let text = message(payload);
    match LAST.take() {
        // One that was raised again comes without a place, and the last place is another one's.
        Some((last, place)) if last == text => format!("{text} ({place})"),
        _ => text.to_owned(),
    }
}

/// The text of a panic.
fn message(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("(no message)")
}
