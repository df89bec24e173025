//! Callbacks on components that another callback makes, and a search whose late answers are no matter:
//! `cargo run -p generated-children`

use dash::prelude::*;
use feffery_antd_components as fac;
use serde_json::json;

#[tokio::main]
async fn main() -> dash::Result<()> {
    // The components inside the tabs are not in the layout, and the app cannot know whether they will ever be.
    App::new().title("Generated children").suppress_callback_exceptions(true).layout(layout()).run().await
}

fn layout() -> html::Div {
    let tabs = fac::AntdSegmented::new().id("tab").options(json!(["Search", "Sum"])).value("Search");
    let card = card(460).children((tabs, html::Div::new().id("content")));
    html::Div::new().style([("padding", 40)]).children(fac::AntdCenter::new().children(card))
}

fn card(width: u32) -> html::Div {
    let style = Map::new().with("width", width).with("padding", 24).with("borderRadius", 8);
    html::Div::new().style(style.with("boxShadow", "0 1px 6px rgba(0, 0, 0, 0.25)"))
}

#[callback(output = "content.children", input = "tab.value")]
fn open(tab: String) -> Component {
    let inside =
        fac::AntdSpace::new().direction(fac::AntdSpaceDirection::Vertical).style([("marginTop", 16)]);
    let inside = if tab == "Search" {
        let query = fac::AntdInput::new().id("query").placeholder("Part of a name").allow_clear(true);
        inside.children((query, fac::AntdSpace::new().id("hits").wrap(true)))
    } else {
        let more = fac::AntdButton::new().id("more").children("One more number");
        let rows = html::Div::new().id("rows").children([row(0), row(1)]);
        inside.children((rows, fac::AntdSpace::new().children((more, fac::AntdText::new().id("sum")))))
    };
    inside.into()
}

fn row(number: u64) -> html::Div {
    let input = fac::AntdInputNumber::new().id(id! { type: "number", number: number }).value(1);
    html::Div::new().style([("padding", "4px 0")]).children(input)
}

/// Runs when its tab is opened, and then with each key. When it is called again before it has answered, the browser takes the
/// newer answer and drops the older one, in whichever order they arrive.
#[callback(output = "hits.children", input = "query.value")]
fn search(query: Option<String>) -> Vec<fac::AntdTag> {
    const NAMES: [&str; 8] = ["Ada", "Alan", "Barbara", "Donald", "Edsger", "Grace", "Niklaus", "Tony"];
    let query = query.unwrap_or_default().to_lowercase();
    let found = NAMES.into_iter().filter(|name| name.to_lowercase().contains(&query));
    found.map(|name| fac::AntdTag::new().content(name).color("blue")).collect()
}

/// The number of clicks is a number that no row has yet.
#[callback(output = "rows.children", input = "more.nClicks", prevent_initial_call)]
fn add_row(clicks: u64) -> Patch {
    Patch::new().append(row(clicks + 1))
}

/// Runs when the rows appear, when one is added, and when a number in one is changed.
#[callback(output = "sum.children", input = { type: "number", number: ALL }.value)]
fn add_up(numbers: Vec<Option<f64>>) -> String {
    format!("{} numbers make {}", numbers.len(), numbers.into_iter().flatten().sum::<f64>())
}
