//! Our server, as a user starts one; `BENCH_APP=large` serves the large layout, `BENCH_EXTRAS=off` nothing beside answers.

use dash::Serve;
use dash_benches::ours::{Size, app, without};
use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> dash::Result<()> {
    let is = |variable, value| std::env::var(variable).is_ok_and(|found| found == value);
    let app = app(if is("BENCH_APP", "large") { Size::Large } else { Size::Small });
    let app = if is("BENCH_EXTRAS", "off") { without(app) } else { app };
    app.run().await
}
