//! Waiting for what is meant, no longer than it may take.

use std::time::{Duration, Instant};

use tokio::time::interval;

/// How often to look.
const INTERVAL: Duration = Duration::from_millis(25);

/// Looks until there is something, and gives it. `look` says what it sees instead.
///
/// # Panics
/// When the time is over; with what was seen last.
pub async fn until<T>(what: &str, limit: Duration, look: impl AsyncFnMut() -> Result<T, String>) -> T {
    try_until(limit, look)
        .await
        .unwrap_or_else(|seen| panic!("waited {} s for {what}, and still saw {seen}", limit.as_secs_f32()))
}

/// The same for who has more to say when the time is over: the error is what was seen last.
pub(super) async fn try_until<T>(
    limit: Duration,
    mut look: impl AsyncFnMut() -> Result<T, String>,
) -> Result<T, String> {
    let start = Instant::now();
    let mut interval = interval(INTERVAL);
    loop {
        interval.tick().await;
        match look().await {
            Err(_) if start.elapsed() < limit => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn gives_what_comes_in_time() {
        let mut looks = 0;
        let found = until("the third look", Duration::from_secs(10), async || {
            looks += 1;
            if looks == 3 { Ok(looks) } else { Err(looks.to_string()) }
        });
        assert_eq!(found.await, 3);
    }

    #[tokio::test]
    #[should_panic(expected = "waited 0 s for rain, and still saw sun")]
    async fn ends_with_what_was_seen() {
        until::<()>("rain", Duration::ZERO, async || Err("sun".into())).await;
    }
}
