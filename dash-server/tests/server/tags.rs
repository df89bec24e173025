//! What an app adds to its page.

use dash_core::{App, Callback};
use dash_server::{Algorithm, Site};

use crate::support::{app, declared, get, router};

const DEFAULTS: [&str; 3] = [
    r#"<meta http-equiv="X-UA-Compatible" content="IE=edge">"#,
    r#"<meta charset="UTF-8">"#,
    r#"<meta name="viewport" content="width=device-width, initial-scale=1">"#,
];

fn empty() -> App {
    app([] as [Callback; 0])
}

async fn metas(app: App) -> Vec<String> {
    let page = get(&router(app), "/").await;
    page.text().lines().map(str::trim).filter(|line| line.starts_with("<meta")).map(str::to_owned).collect()
}

#[tokio::test]
async fn c9_default_metas_make_way_for_those_of_their_kind() {
    assert_eq!(metas(empty()).await, DEFAULTS);
    let kinds = [
        vec![("http-equiv", "X-UA-Compatible"), ("content", "none")],
        vec![("charset", "latin1")],
        vec![("content", "width=1"), ("name", "viewport")],
    ];
    for (kind, attributes) in kinds.into_iter().enumerate() {
        let found = metas(empty().meta(attributes)).await;
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(!found.contains(&DEFAULTS[kind].to_owned()), "{found:?}");
    }
    let others = empty()
        .meta([("name", "description"), ("content", "viewport")])
        .meta([("http-equiv", "refresh"), ("content", "9")]);
    let found = metas(others).await;
    assert_eq!(found[..3], DEFAULTS);
    assert_eq!(found[3], r#"<meta name="description" content="viewport">"#);
    assert_eq!(found[4], r#"<meta http-equiv="refresh" content="9">"#);
}

#[tokio::test]
async fn c9_metas_are_escaped() {
    let found = metas(empty().meta([("name", "description"), ("content", "\"><script>'&")])).await;
    assert_eq!(found[3], r#"<meta name="description" content="&quot;&gt;&lt;script&gt;&#39;&amp;">"#);
}

#[tokio::test]
async fn c2_the_renderer_gets_the_hooks() {
    let app =
        empty().hook("request_pre", "(payload) => payload // first").hook("layout_post", "() => 'done'");
    let page = get(&router(app), "/").await;
    let hooks = "{request_pre: (payload) => payload // first\n,layout_post: () => 'done'\n}";
    assert!(page.text().contains(&format!("new DashRenderer({hooks});</script>")), "{}", page.text());
}

#[test]
fn hooks_that_cannot_work_are_refused() {
    let app = empty()
        .hook("request_prae", "() => 1")
        .hook("layout_pre", "() => '</SCRIPT>'")
        .hook("layout_post", "() => 1")
        .hook("layout_post", "() => 2");
    let error = dash_server::router(app).unwrap_err().to_string();
    for problem in [
        "hook `request_prae`: the renderer has no such occasion; did you mean `request_pre`?",
        "hook `layout_pre`: `</script` would end the script around it",
        "hook `layout_post`: there is one already",
    ] {
        assert!(error.contains(problem), "{error}");
    }
}

#[tokio::test]
async fn c2_an_app_can_start_the_renderer_itself() {
    let script = "window.start = () => { window.renderer = new DashRenderer({}); };";
    let page = get(&router(empty().renderer(script)), "/").await;
    let element = format!(r#"<script id="_dash-renderer" type="application/javascript">{script}</script>"#);
    assert!(page.text().contains(&element), "{}", page.text());
    assert_eq!(page.text().matches("new DashRenderer").count(), 1);
}

#[test]
fn scripts_that_cannot_start_the_renderer_are_refused() {
    let doubled = empty().renderer("new DashRenderer()").hook("layout_pre", "() => 1");
    let error = dash_server::router(doubled).unwrap_err().to_string();
    assert!(error.contains("a script that starts the renderer, and hooks"), "{error}");
    let open = empty().renderer("new DashRenderer() // <!--");
    let error = dash_server::router(open).unwrap_err().to_string();
    assert!(error.contains("starts the renderer: `<!--` would end the script around it"), "{error}");
}

#[tokio::test]
async fn c32_the_page_brings_functions_along_after_all_bundles_and_before_the_renderer_starts() {
    let function = "(text) => text + '!'";
    let app = app([declared("shout").clientside(function)]);
    let site = Site::new(app).unwrap();
    let hashes = site.csp_hashes(Algorithm::Sha256);
    assert_eq!(hashes.len(), 2);
    let page = get(&site.into_router(), "/").await;
    let place = |text: &str| page.text().rfind(text).unwrap_or_else(|| panic!("{text} is missing"));
    assert!(["<script src=", "<script>", function, "_dash-renderer"].is_sorted_by_key(|text| place(text)));
}

/// The value is what Python Dash says (`protocol.md` 1.6); the script is the same.
#[test]
fn c83_the_default_script_has_the_hash_that_it_has_in_dash() {
    let site = Site::new(empty()).unwrap();
    let hash = "'sha256-jZlsGVOhUAIcH+4PVs7QuGZkthRMgvT2n0ilH6/zTM0='";
    assert_eq!(site.csp_hashes(Algorithm::Sha256), [hash]);
}

/// Other texts are compared with Python in `tests/oracle.rs`.
#[test]
fn c83_each_algorithm_has_its_name_and_its_length() {
    let site = Site::new(empty().hook("layout_pre", "() => 1")).unwrap();
    for (algorithm, name, letters) in [
        (Algorithm::Sha256, "sha256", 44),
        (Algorithm::Sha384, "sha384", 64),
        (Algorithm::Sha512, "sha512", 88),
    ] {
        let hashes = site.csp_hashes(algorithm);
        let [hash] = hashes.as_slice() else { panic!("{hashes:?}") };
        let digest = hash.strip_prefix(&format!("'{name}-")).and_then(|rest| rest.strip_suffix('\''));
        assert_eq!(digest.unwrap().len(), letters, "{hash}");
    }
}
