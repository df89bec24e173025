//! Our server, as a user starts one; `BENCH_APP=large` serves the large layout.

use axum::Router;
use dash::{App, Serve, ServeError, router};
use dash_benches::ours::{Size, app};
use dash_benches::peer;
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> dash::Result<()> {
    let is = |variable, value| std::env::var(variable).is_ok_and(|found| found == value);
    let app = app(if is("BENCH_APP", "large") { Size::Large } else { Size::Small });
    if is("BENCH_EXTRAS", "off") {
        return Ok(peer::serve(without_extras(app)?).await?);
    }
    app.run().await
}

/// What is left when all that can be switched off is: no limits of connections and clients, no signals, no subscriber of
/// the log. What it costs is the difference to `run`.
fn without_extras(app: App) -> Result<Router, ServeError> {
    router(app)
}
