//! The program as `cargo dash check` runs it: it says what is wrong with its app, and ends.

use std::process::exit;

use dash_core::{App, Problem};

/// Prints every problem; the exit code is 1 if one of them is an error, be it that the app would start all the same.
pub(crate) fn run(app: App) -> ! {
    let (problems, callbacks) = match app.into_checked() {
        Ok(app) => (app.problems().to_vec(), Some(app.registry().len())),
        Err(errors) => (errors.problems().to_vec(), None),
    };
    for problem in &problems {
        eprintln!("{problem}");
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let callbacks = callbacks.map(|count| format!(" in {count} callback(s)")).unwrap_or_default();
    eprintln!("checked: {errors} error(s), {} warning(s){callbacks}", problems.len() - errors);
    exit(i32::from(problems.iter().any(Problem::is_error)))
}
