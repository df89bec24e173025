//! Each app in Python and in Rust: the same requests, equal answers.

use std::collections::BTreeSet;
use std::path::Path;

use dash::App;
use dash_tests::conformance::{Differs, Oracle, Script, answer, differences};

mod apps;

/// A test for each app.
macro_rules! apps {
    ($($app:ident),+ $(,)?) => {
        const APPS: &[&str] = &[$(stringify!($app)),+];

        $(#[tokio::test]
        async fn $app() {
            check(stringify!($app), apps::$app::app()).await;
        })+
    };
}

apps! {
    absent, all_inputs, all_outputs, all_with_fixed, app_initial_duplicate, app_prevents, article_async, article_sync,
    attributes, clientside_inline, clientside_named, components, ctx_named, ctx_request, ctx_response, ctx_timing,
    ctx_triggered, duplicate_hash, duplicate_twins, effects, endpoint, envelope, errors, figure, floats, id_dots,
    id_literals, id_unicode, initial_call, integers, itself, kinds, layout_function, layout_ids, layout_list,
    layout_properties, match_alone, match_and_all, match_row, missing, nested, no_inputs, no_outputs, no_update,
    on_error_app, on_error_callback, one_in_a_list, outputs, outputs_dict, outputs_nested, page_assets, page_default,
    page_hooks, page_no_assets, page_settings, page_template, parameters, parameters_dict, patch, patch_components,
    patch_patterns, persistent, prefix, prevent_update, running, running_patterns, set_props_many, set_props_patch,
    state, suppressed, unicode, wrong_inputs, wrong_outputs,
}

/// Asks both and compares; all differences together.
async fn check(name: &str, app: App) {
    let router = dash::router(app).expect("the app starts");
    let mut problems = Vec::new();
    let mut dependencies = None;
    for request in &Script::read(name).requests {
        let (theirs, ours) = match &dependencies {
            Some((python, rust)) => (request.to(python), request.to(rust)),
            None => (request.clone(), request.clone()),
        };
        let (python, rust) = (Oracle::answer(name, &theirs), answer(&router, &ours).await);
        let mut found = differences(request, &python, &rust);
        if let Some(differs) = &request.differs {
            let own = Differs { status: rust.status, json: rust.json.clone().filter(|_| rust.status == 200) };
            let is_meant = !found.is_empty() && own == *differs;
            found = if is_meant { vec![] } else { vec![format!("expected {differs:?}, Rust says {own:?}")] };
        }
        if python.status != request.status {
            found.push(format!("expected {}, Python says {}", request.status, python.status));
        }
        problems.extend(found.into_iter().map(|problem| format!("{}: {problem}", request.name)));
        if request.is_dependencies() {
            dependencies = Some((python, rust));
        }
    }
    assert!(problems.is_empty(), "{name}\n  {}", problems.join("\n  "));
}

/// An app without a test would be compared with nothing.
#[test]
fn every_file_has_a_test() {
    let listed: BTreeSet<String> = APPS.iter().map(|&app| app.to_owned()).collect();
    for (folder, extension) in [("apps", "py"), ("requests", "json")] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance").join(folder);
        let files: BTreeSet<String> = std::fs::read_dir(&folder)
            .expect("the folder is beside this package's manifest")
            .map(|entry| entry.expect("readable").path())
            .filter(|path| path.extension().is_some_and(|it| it == extension))
            .map(|path| path.file_stem().expect("it has an extension").to_string_lossy().into_owned())
            .collect();
        assert_eq!(files, listed, "{}", folder.display());
    }
}
