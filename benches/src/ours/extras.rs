//! What an app does besides answering, unless it is told not to.

use dash::App;

/// The app with everything switched off that can be: what the difference costs is what the defaults cost.
///
/// The log is off as well, by `RUST_LOG`, which is not the app's.
pub fn without(app: App) -> App {
    app
}
