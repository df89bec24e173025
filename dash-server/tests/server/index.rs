//! The page that the browser loads first.

use axum::Router;
use dash_core::{App, Callback, Checks, DevTools};

use crate::support::{Answer, app, config, config_text, get, router, third_party, urls};

async fn page(app: App) -> Answer {
    get(&router(app), "/").await
}

fn empty() -> App {
    app([] as [Callback; 0])
}

#[tokio::test]
async fn c1_unknown_urls_get_the_page() {
    let router = router(empty());
    for path in ["/", "/a", "/a/b/?c=d", "/_dash-nothing", "/_dash-update-component"] {
        let page = get(&router, path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(page.text().contains("react-entry-point"), "{path}");
    }
}

#[tokio::test]
async fn c2_the_page_has_what_the_renderer_needs() {
    let page = page(empty()).await;
    let place = |text: &str| page.text().find(text).unwrap_or_else(|| panic!("{text} is missing"));
    let entry = place(r#"<div id="react-entry-point">"#);
    let config = place(r#"<script id="_dash-config" type="application/json">"#);
    let bundles = page.text().rfind("<script src=").unwrap();
    let renderer = place(
        r#"<script id="_dash-renderer" type="application/javascript">var renderer = new DashRenderer();</script>"#,
    );
    assert!(entry < config && config < bundles && bundles < renderer);
}

#[tokio::test]
async fn c3_no_text_ends_the_config_element() {
    let title = "</script><!--<script>alert(1)</script>";
    let page = page(empty().update_title(title)).await;
    assert_eq!(config(&page)["update_title"], title);
    // `<!--<script>` would make the browser skip the end of the element.
    assert!(!config_text(&page).contains(['<', '>']), "{}", config_text(&page));
}

#[tokio::test]
async fn c4_the_config_has_the_prefix() {
    assert_eq!(config(&page(empty()).await)["requests_pathname_prefix"], "/");
    let proxied = empty().requests_pathname_prefix("/proxy/");
    assert_eq!(config(&page(proxied).await)["requests_pathname_prefix"], "/proxy/");
}

#[tokio::test]
async fn c5_scripts_stand_in_the_order_in_which_they_need_each_other() {
    assert_eq!(third_party::PACKAGE.name, "feffery-antd-components");
    for debug in [false, true] {
        let page = page(empty().debug(debug)).await;
        let mut last = ("", 0);
        for script in [
            "dash/deps/react@",
            "dash/deps/react-dom@",
            "dash/deps/prop-types@",
            "feffery_antd_components/",
            "dash/dash-renderer/build/dash_renderer.",
            "dash/dcc/dash_core_components.",
            "dash/html/dash_html_components.",
            "dash/dash_table/bundle.",
            "new DashRenderer()",
        ] {
            let place = page.text().find(script).unwrap_or_else(|| panic!("{script} is missing"));
            assert!(last.1 < place, "{script} stands before {}", last.0);
            last = (script, place);
        }
    }
}

/// And each URL in the page can be loaded.
#[tokio::test]
async fn c7_the_page_and_graphs_find_their_files() {
    let router = router(empty());
    let page = get(&router, "/").await;
    assert_eq!(config(&page)["serve_locally"], true);
    let plotly = "/_dash-component-suites/plotly/package_data/plotly.min.js";
    let urls = urls(&page);
    assert!(urls.len() > 8, "{urls:?}");
    for url in urls.into_iter().chain([plotly]) {
        let file = get(&router, url).await;
        assert_eq!(file.status, 200, "{url}");
        assert!(!file.header("content-type").starts_with("text/html"), "{url}");
        assert!(!file.body.is_empty(), "{url}");
    }
}

#[tokio::test]
async fn c6_the_config_names_the_properties_that_hold_components() {
    let config = config(&page(empty()).await);
    let props = &config["children_props"];
    assert_eq!(props["dash_core_components"]["Tab"], serde_json::json!(["label"]));
    let tabs = props["feffery_antd_components"]["AntdTabs"].as_array().unwrap();
    assert!(tabs.iter().any(|path| path == "items[].children"), "{tabs:?}");
}

#[tokio::test]
async fn c8_each_page_load_has_an_id_and_is_not_kept() {
    let router = router(empty());
    let (first, second) = (get(&router, "/").await, get(&router, "/").await);
    assert_eq!(first.header("cache-control"), "no-store");
    let id = |page| config(page)["end_id"].as_str().unwrap().to_owned();
    assert_ne!(id(&first), id(&second));
    // The renderer does not encode it for the URL.
    assert!(id(&first).len() >= 32 && id(&first).chars().all(|letter| letter.is_ascii_alphanumeric()));
}

#[tokio::test]
async fn c9_the_page_names_its_character_set_and_escapes_its_title() {
    let page = page(empty().title("<A> & \"B\"")).await;
    assert!(page.text().contains(r#"<meta charset="UTF-8">"#));
    assert!(page.text().contains("<title>&lt;A&gt; &amp; &quot;B&quot;</title>"), "{}", page.text());
}

#[test]
fn c10_a_template_without_its_marks_is_refused() {
    let complete = "{%app_entry%} {%config%} {%scripts%} {%renderer%}";
    for mark in complete.split(' ') {
        let app = empty().index_string(complete.replace(mark, ""));
        let error = dash_server::router(app).unwrap_err().to_string();
        assert!(error.contains(&format!("the index template lacks `{mark}`")), "{error}");
    }
    assert!(dash_server::router(empty().index_string(complete)).is_ok());
}

#[tokio::test]
async fn a_template_is_filled_and_keeps_what_it_has() {
    let template = "<p>{%title%} {%own%}{%app_entry%}{%config%}{%scripts%}{%renderer%}</p>";
    let page = page(empty().title("T").index_string(template)).await;
    let text = page.text();
    assert!(text.starts_with(r#"<p>T {%own%}<div id="react-entry-point">"#), "{text}");
    assert!(text.ends_with("new DashRenderer();</script></p>"), "{text}");
}

async fn assert_all_below(router: &Router, path: &str, prefix: &str) {
    let page = get(router, path).await;
    assert_eq!(page.status, 200, "{path}");
    assert_eq!(config(&page)["requests_pathname_prefix"], prefix, "{path}");
    for url in urls(&page) {
        assert!(url.starts_with(&format!("{prefix}_")), "{url} is not below {prefix}, at {path}");
    }
    for route in ["_dash-layout", "_dash-dependencies"] {
        let answer = get(router, &format!("{prefix}{route}")).await;
        assert_eq!(answer.header("content-type"), "application/json", "{prefix}{route}");
    }
}

#[tokio::test]
async fn c16_an_app_with_a_prefix_is_below_it_and_nowhere_else() {
    let router = router(empty().url_base_pathname("/sales/"));
    assert_all_below(&router, "/sales/", "/sales/").await;
    assert_all_below(&router, "/sales/2026/may", "/sales/").await;
    assert_eq!(get(&router, "/").await.status, 404);
    assert_eq!(get(&router, "/_dash-layout").await.status, 404);
    let redirect = get(&router, "/sales").await;
    assert_eq!((redirect.status.as_u16(), redirect.header("location")), (308, "sales/"));
    assert_eq!(get(&router, "/sales?year=2026").await.header("location"), "sales/?year=2026");
}

#[tokio::test]
async fn c16_a_router_is_merged_beside_others() {
    let other =
        Router::new().route("/health", axum::routing::get(|| async { "OK" })).fallback(|| async { "mine" });
    let service = other.merge(router(empty()));
    assert_eq!(get(&service, "/health").await.text(), "OK");
    assert_all_below(&service, "/", "/").await;
    assert_all_below(&service, "/a/b", "/").await;
}

#[tokio::test]
async fn c16_a_nested_router_finds_out_where_it_is() {
    let service = Router::new()
        .nest_service("/sales", router(empty()))
        .nest("/stock", router(empty()))
        .nest("/slash/", router(empty()))
        .nest("/a", Router::new().nest("/b", router(empty())))
        .nest("/of/{tenant}", router(empty()))
        .nest("/outer", router(empty().url_base_pathname("/inner/")));
    for path in ["/sales", "/sales/", "/sales/a/b/"] {
        assert_all_below(&service, path, "/sales/").await;
    }
    for path in ["/stock", "/stock/a/b/"] {
        assert_all_below(&service, path, "/stock/").await;
    }
    for path in ["/slash/", "/slash/a/b/"] {
        assert_all_below(&service, path, "/slash/").await;
    }
    for path in ["/a/b", "/a/b/c"] {
        assert_all_below(&service, path, "/a/b/").await;
    }
    assert_all_below(&service, "/of/acme/x", "/of/acme/").await;
    let suite = get(&service, "/of/acme/_dash-component-suites/plotly/package_data/plotly.min.js").await;
    assert_eq!(suite.header("content-type"), "text/javascript; charset=utf-8");
    assert_all_below(&service, "/outer/inner/", "/outer/inner/").await;
    assert_eq!(get(&service, "/elsewhere").await.status, 404);
}

#[tokio::test]
async fn c16_a_proxys_prefix_is_in_the_page_and_not_in_the_routes() {
    let router = router(empty().requests_pathname_prefix("/proxy/"));
    let page = get(&router, "/").await;
    assert!(urls(&page).into_iter().all(|url| url.starts_with("/proxy/_")), "{:?}", urls(&page));
    assert_eq!(get(&router, "/_dash-layout").await.header("content-type"), "application/json");
}

#[tokio::test]
async fn c81_the_browser_asks_no_other_server() {
    let config = config(&page(empty()).await);
    assert_eq!(config["disable_version_check"], true);
    assert_eq!(config["plotly_cloud_installed"], true);
}

#[tokio::test]
async fn developer_tools_follow_debug() {
    for debug in [false, true] {
        let config = config(&page(empty().debug(debug)).await);
        for switch in ["ui", "props_check", "validate_callbacks"] {
            assert_eq!(config[switch], debug, "{switch}");
        }
    }
}

/// Whether React is the development build, and whether the renderer is.
fn builds(page: &Answer) -> [bool; 2] {
    let urls = urls(page);
    let is_small = |name: &str| {
        let url = urls.iter().find(|url| url.contains(name)).unwrap_or_else(|| panic!("{name} is missing"));
        url.ends_with(".min.js")
    };
    ["/deps/react@", "/dash_renderer."].map(|name| !is_small(name))
}

#[tokio::test]
async fn a_developer_tool_can_be_turned_on_or_off_alone() {
    for debug in [false, true] {
        let with = async |tools: DevTools| page(empty().debug(debug).dev_tools(tools)).await;
        let tools = || DevTools::new();
        for (switch, tools) in [
            ("ui", tools().ui(!debug)),
            ("props_check", tools().props_check(!debug)),
            ("validate_callbacks", tools().validate_callbacks(!debug)),
            ("serve_dev_bundles", tools().serve_dev_bundles(!debug)),
        ] {
            let page = with(tools).await;
            let config = config(&page);
            for other in ["ui", "props_check", "validate_callbacks"] {
                assert_eq!(config[other], (other == switch) != debug, "{other} where {switch} is turned");
            }
            let expected = ["props_check", "serve_dev_bundles"].map(|other| (other == switch) != debug);
            assert_eq!(builds(&page), expected, "{switch}");
        }
    }
}

#[tokio::test]
async fn an_app_that_only_warns_is_served() {
    let strict = || App::new().callbacks([] as [Callback; 0]);
    let error = dash_server::router(strict()).unwrap_err().to_string();
    assert!(error.contains("the app has no layout"), "{error}");
    assert_eq!(page(strict().checks(Checks::Warn)).await.status, 200);
}
