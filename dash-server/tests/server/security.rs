//! What a browser is told to do with answers, and whose pages may ask.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get as route;
use dash_core::{Call, ContentSecurityPolicy, IntoReply};

use crate::log;
use crate::support::{Answer, app, declared, get, post, router, send, sync, update, update_body};

const PATH: &str = "/_dash-update-component";

#[tokio::test]
async fn nothing_is_taken_for_what_it_does_not_say() {
    let router = router(app([sync(|title| title)]));
    for path in [
        "/",
        "/any/page",
        "/_dash-layout",
        "/_dash-dependencies",
        "/_reload-hash",
        "/_dash/health",
        "/_favicon.ico",
        "/_dash-component-suites/dash/dash-renderer/build/dash_renderer.min.js",
        "/_dash-component-suites/nowhere",
        "/assets/nowhere",
    ] {
        assert_eq!(get(&router, path).await.header("x-content-type-options"), "nosniff", "{path}");
    }
    assert_eq!(update(&router, "").await.header("x-content-type-options"), "nosniff");
    assert_eq!(post(&router, PATH, "{").await.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn pages_stay_in_their_frame_and_tell_their_origin_only() {
    let page = get(&router(app([])), "/").await;
    assert_eq!(page.header("referrer-policy"), "strict-origin-when-cross-origin");
    assert_eq!(page.header("x-frame-options"), "SAMEORIGIN");
    assert!(page.header("content-security-policy").contains("frame-ancestors 'self'"));

    let app = app([]).frame_ancestors(["'self'", "https://intranet.example"]).referrer_policy("no-referrer");
    let page = get(&router(app), "/").await;
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert!(!page.headers.contains_key("x-frame-options"), "it has no word for a list");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'self' https://intranet.example"), "{policy}");
}

#[tokio::test]
async fn headers_of_a_callback_and_of_a_router_around_are_theirs() {
    let callback = declared("own").handler(|args| {
        let ctx = args.ctx().clone();
        Ok(Call::blocking(move || {
            ctx.set_header("x-content-type-options", "own");
            1.into_reply()
        }))
    });
    let answer = update(&router(app([callback])), "").await;
    let values: Vec<_> = answer.headers.get_all("x-content-type-options").iter().collect();
    assert_eq!(values, ["own"]);

    let around = async |mut response: Response| {
        response.headers_mut().insert("x-frame-options", HeaderValue::from_static("DENY"));
        response
    };
    let outer = Router::new().route("/health", route(async || "OK"));
    let outer = outer.nest_service("/sales", router(app([]))).layer(map_response(around));
    assert_eq!(get(&outer, "/sales/").await.header("x-frame-options"), "DENY");
    assert!(!get(&outer, "/health").await.headers.contains_key("referrer-policy"), "not ours");
}

async fn asked(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request =
        Request::post(path).header("host", "app.example").header("content-type", "application/json");
    let request = headers.iter().fold(request, |it, (name, value)| it.header(*name, *value));
    send(router, request.body(Body::from(update_body("").to_string())).unwrap()).await
}

#[tokio::test]
async fn pages_of_other_sites_start_no_callback() {
    let endpoint = || {
        declared("total")
            .arguments(["title"])
            .api_endpoint("/api/total")
            .handler(|_| Ok(Call::blocking(|| 1.into_reply())))
    };
    let app = || app([endpoint()]).allow_origin("https://portal.example");
    let (router, production) = (router(app()), router(app().debug(false)));
    let foreign = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
    for path in [PATH, "/api/total"] {
        log::take();
        let answer = asked(&router, path, &foreign).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        for part in ["page of another site", "https://evil.example", "`App::allow_origin(\"https://..\")`"] {
            assert!(answer.text().contains(part), "{part} is not in {}", answer.text());
        }
        assert!(
            log::take()
                .contains("sec-fetch-site: cross-site, origin: https://evil.example, host: app.example")
        );
        assert_eq!(asked(&router, path, &foreign[1..]).await.status, 403, "an old browser");
        let answer = asked(&production, path, &foreign).await;
        assert!(answer.text().starts_with("Sorry, the request comes from a page of another site."));
        assert!(!answer.text().contains("evil") && !answer.text().contains("App::"), "{}", answer.text());
    }
    for allowed in [
        &[][..],
        &[("sec-fetch-site", "same-origin"), ("origin", "https://behind-a-proxy.example")],
        &[("origin", "https://app.example")],
        &[("sec-fetch-site", "cross-site"), ("origin", "https://portal.example")],
    ] {
        assert_eq!(asked(&router, PATH, allowed).await.status, 200, "{allowed:?}");
    }
}

/// The app's page, its cookie's token, and a router.
async fn with_token(app: dash_core::App) -> (Router, String) {
    let router = router(app.csrf_protection(true));
    let page = get(&router, "/any/page").await;
    let cookie = page.header("set-cookie");
    let token = cookie.strip_prefix("token=").and_then(|rest| rest.strip_suffix("; Path=/; SameSite=Lax"));
    (router.clone(), token.unwrap_or_else(|| panic!("{cookie}")).to_owned())
}

#[tokio::test]
async fn a_callback_wants_the_token_of_its_page() {
    let own = || app([sync(|title| title)]).csrf_token_name("token").csrf_header_name("X-Token");
    let (router, token) = with_token(own()).await;
    let (_, other) = with_token(own()).await;
    assert!(token.len() == 32 && token != other, "{token}");
    let cookie = format!("a=b; token={token}; c=d");
    assert_eq!(asked(&router, PATH, &[("cookie", &cookie), ("x-token", &token)]).await.status, 200);
    for headers in [
        &[][..],
        &[("x-token", &*token)],
        &[("cookie", &*cookie)],
        &[("cookie", &*cookie), ("x-token", &*other)],
        &[("cookie", &*cookie), ("x-token", "")],
        &[("cookie", "token="), ("x-token", "")],
        &[("cookie", "token=x"), ("x-token", "x")],
        &[("cookie", &*cookie), ("x-csrftoken", &*token)],
    ] {
        let answer = asked(&router, PATH, headers).await;
        assert_eq!(answer.status, 403, "{headers:?}");
        assert!(
            answer.text().contains("header `X-Token` does not repeat the cookie `token`"),
            "{}",
            answer.text()
        );
    }
    // The page asks for these without a token as well.
    assert_eq!(get(&router, "/_dash-layout").await.status, 200);
}

#[tokio::test]
async fn a_page_has_one_token_for_all_its_tabs() {
    let app = app([]).csrf_protection(true).url_base_pathname("/sales/");
    let router = router(app);
    let page = async |headers: &[(&str, &str)]| {
        let request =
            headers.iter().fold(Request::get("/sales/"), |it, (name, value)| it.header(*name, *value));
        send(&router, request.body(Body::empty()).unwrap()).await
    };
    let first = page(&[("x-forwarded-proto", "https")]).await;
    let (cookie, attributes) = first.header("set-cookie").split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/sales/; SameSite=Lax; Secure");
    assert!(!page(&[("cookie", cookie)]).await.headers.contains_key("set-cookie"));
    assert!(page(&[("cookie", "_csrf_token=guessed")]).await.headers.contains_key("set-cookie"));
    let config = crate::support::config(&first);
    assert_eq!(
        (&config["csrf_token_name"], &config["csrf_header_name"]),
        (&"_csrf_token".into(), &"X-CSRFToken".into())
    );
}

#[tokio::test]
async fn a_policy_names_the_scripts_of_the_page_and_no_other() {
    let policy = ContentSecurityPolicy::new().allow("connect-src", "https://api.example");
    let script = "window.own = 1;";
    let template =
        format!("<script>{script}</script>{{%css%}}{{%app_entry%}}{{%config%}}{{%scripts%}}{{%renderer%}}");
    let own = || {
        let app = app([]).index_string(&template).frame_ancestors(["'none'"]);
        app.external_script("https://cdn.example/a.js").external_stylesheet("https://css.example/a.css")
    };
    let page = get(&router(own().content_security_policy(policy.clone())), "/").await;
    let found = page.header("content-security-policy");
    for expected in [
        "default-src 'self'; ",
        // Of the template's script and of `var renderer = new DashRenderer();`.
        "; script-src 'self' 'sha256-DgaFqZCWfKZDe0Np5DLQoAhCqzwrT/XhgId3w2bb2lM=' https://cdn.example 'sha256-",
        "; style-src 'self' 'unsafe-inline' https://css.example; ",
        "; connect-src 'self' https://api.example; frame-ancestors 'none'",
    ] {
        assert!(found.contains(expected), "{expected} is not in {found}");
    }
    assert_eq!(page.headers.get_all("content-security-policy").iter().count(), 1);
    let script = found.split("; ").find(|directive| directive.starts_with("script-src")).unwrap();
    assert!(!script.contains("unsafe"), "{script}");
    assert_eq!(get(&router(own()), "/").await.header("content-security-policy"), "frame-ancestors 'none'");

    let page = get(&router(own().content_security_policy(policy.report_only())), "/").await;
    assert_eq!(page.header("content-security-policy"), "frame-ancestors 'none'");
    assert!(page.header("content-security-policy-report-only").starts_with("default-src 'self'; "));
}
