//! What a callback knows of its request and can say in its answer: cookies, headers, path and query. The layout reads the
//! cookies, too, so the theme outlives a reload: `cargo run -p cookies`

use dash::prelude::*;
use dash::{BoxError, Cookie, FromContext};
use feffery_antd_components as fac;

#[tokio::main]
async fn main() -> dash::Result<()> {
    App::new().title("Cookies").layout(layout).run().await
}

/// Made anew for each page load, from the cookies that the browser has then.
async fn layout(ctx: Ctx) -> fac::AntdConfigProvider {
    let dark = Theme::of(&ctx).dark;
    let switch = fac::AntdSwitch::new().id("dark").checked(dark).checked_children("dark");
    let switch = switch.un_checked_children("light");
    let ask = fac::AntdButton::new().id("ask").type_(fac::AntdButtonType::Primary);
    let forget = fac::AntdButton::new().id("forget").children("Forget me");
    let card = card(560).children((
        fac::AntdFlex::new().justify("space-between").children((title("Cookies"), switch)),
        fac::AntdText::new().id("visits"),
        html::Pre::new().id("seen").style([("whiteSpace", "pre-wrap")]).children("Nobody asked yet."),
        fac::AntdSpace::new().children((ask.children("What does the server see?"), forget)),
    ));
    let page =
        html::Div::new().id("page").style(background(dark)).children(fac::AntdCenter::new().children(card));
    fac::AntdConfigProvider::new().id("theme").algorithm(algorithm(dark)).children(page)
}

fn card(width: u32) -> html::Div {
    let style = Map::new().with("width", width).with("padding", 24).with("borderRadius", 8);
    html::Div::new().style(style.with("boxShadow", "0 1px 6px rgba(0, 0, 0, 0.25)"))
}

fn title(text: &'static str) -> fac::AntdTitle {
    fac::AntdTitle::new().level(4).style([("margin", "0 0 16px")]).children(text)
}

fn algorithm(dark: bool) -> &'static str {
    if dark { "dark" } else { "default" }
}

fn background(dark: bool) -> Map {
    let (paper, ink) = if dark { ("#141414", "#eee") } else { ("#f5f5f5", "#222") };
    Map::new()
        .with("background", paper)
        .with("color", ink)
        .with("padding", 40)
        .with("minHeight", "calc(100vh - 96px)")
}

/// What many callbacks want to know is an extractor of its own.
struct Theme {
    dark: bool,
}

impl Theme {
    fn of(ctx: &Ctx) -> Self {
        Self { dark: ctx.cookie("theme").as_deref() == Some("dark") }
    }
}

impl FromContext for Theme {
    fn from_context(ctx: &Ctx) -> Result<Self, BoxError> {
        Ok(Self::of(ctx))
    }
}

/// A cookie may be a pair. No script needs to read this one, but one could.
#[callback(output = ["theme.algorithm", "page.style"], input = "dark.checked", prevent_initial_call)]
fn change_theme(dark: bool, ctx: Ctx) -> (&'static str, Map) {
    ctx.set_cookie(("theme", if dark { "dark" } else { "light" }));
    (algorithm(dark), background(dark))
}

/// Without an input it runs once for each page load. This cookie is hidden from scripts.
#[callback(output = "visits.children")]
fn count_visits(ctx: Ctx) -> String {
    let visits = ctx.cookie("visits").and_then(|visits| visits.parse().ok()).unwrap_or(0_u32) + 1;
    ctx.set_cookie(Cookie::build(("visits", visits.to_string())).http_only(true));
    format!("Visit {visits}")
}

#[callback(output = "seen.children", input = "ask.nClicks", prevent_initial_call)]
fn look(_clicks: Option<u64>, theme: Theme, ctx: Ctx) -> String {
    ctx.set_header("x-theme", algorithm(theme.dark));
    let cookies: Vec<String> = ctx.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!(
        "path: {}\nquery: {}\naccept: {}\ncookies: {}\ntheme: {}",
        ctx.path(),
        ctx.query().unwrap_or_default(),
        ctx.header("Accept").unwrap_or_default(),
        cookies.join(", "),
        algorithm(theme.dark),
    )
}

/// A cookie goes when another one of its name and path has expired.
#[callback(output = allow_duplicate("visits.children"), input = "forget.nClicks", prevent_initial_call)]
fn forget(_clicks: Option<u64>, ctx: Ctx) -> &'static str {
    for name in ["visits", "theme"] {
        let mut cookie = Cookie::from(name);
        cookie.make_removal();
        ctx.set_cookie(cookie);
    }
    "We have never met."
}
