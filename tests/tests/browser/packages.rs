//! A component package of the app's own, in a folder, on a page whose policy allows no other inline script.

use std::fs;
use std::path::Path;

use dash::prelude::*;
use dash::{Callback, CspAlgorithm, PackageFolder, Site};
use dash_tests::browser::Browser;

dash::package!("own-components", "own_components");
dash::components! {
    /// A part of the page that counts clicks.
    Panel { id: dash::ComponentId = "id", title: Children = "title", children: Children = "children", n_clicks: u64 = "n_clicks", }
}

const BUNDLE: &str = "(() => {
    const folder = document.currentScript.src.replace(/[^/]*$/, '');
    const Panel = ({id, title, children, n_clicks, setProps}) => {
        const [chunk, show] = React.useState('');
        React.useEffect(() => {
            const script = document.createElement('script');
            script.src = folder + 'async-chunk.js';
            script.onload = () => show(window.own_components_chunk);
            document.head.append(script);
        }, []);
        const onClick = () => setProps({n_clicks: (n_clicks || 0) + 1});
        return React.createElement('section', {id, onClick}, title, ' ', children, ' ', chunk);
    };
    window.own_components = {Panel};
})();";

/// The package, in a folder as a build leaves it. Every app of this program has it, since its bindings are linked.
pub(crate) fn own_components(test: &str) -> PackageFolder {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    fs::create_dir_all(&folder).expect("there is room");
    fs::write(folder.join("own.min.js"), BUNDLE).expect("the folder is there");
    fs::write(folder.join("async-chunk.js"), "window.own_components_chunk = 'chunk';").expect("as above");
    fs::write(folder.join("own.css"), "section { color: rgb(0, 128, 0); }").expect("as above");
    PackageFolder::new("own_components", folder)
        .script("own.min.js")
        .style("own.css")
        .file("async-chunk.js")
        .children_props("Panel", ["title"])
}

fn app() -> App {
    let panel = Panel::new().id("panel").title(html::Em::new().children("title")).children("children");
    let count = Callback::builder("count").output(("clicks", "children")).input(("panel", "n_clicks"));
    let count = count.clientside("(clicks) => `${clicks || 0} clicks`");
    App::new()
        .layout(html::Div::new().children((panel, html::P::new().id("clicks"))))
        .package(own_components("packages"))
        .callbacks([count])
}

#[tokio::test]
async fn a_package_in_a_folder_works_and_so_does_a_policy() {
    let hashes = Site::new(app()).expect("the app starts").csp_hashes(CspAlgorithm::default()).join(" ");
    let policy = format!("script-src 'self' {hashes}");
    let app = app().meta([("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
    let router = dash::router(app).expect("the app starts");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
    let url = format!("http://{}/", listener.local_addr().expect("it is bound"));
    tokio::spawn(async move { axum::serve(listener, router).await });

    let browser = Browser::start().await;
    browser.open(&url).await;
    browser.wait_for("#panel", "drawn", |panel| panel.text == "title children chunk").await;
    browser.wait_for("#clicks", "counted", |clicks| clicks.text == "0 clicks").await;
    browser.click("#panel").await;
    browser.wait_for("#clicks", "counted", |clicks| clicks.text == "1 clicks").await;
    let colour = "return getComputedStyle(document.querySelector('#panel')).color === 'rgb(0, 128, 0)';";
    browser.wait_until("the style sheet to colour the text", colour).await;
    assert_eq!(browser.problems().await, [""; 0]);
}
