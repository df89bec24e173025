use dash::prelude::*;
use serde_json::json;

#[callback(output = "out.children", input = "rows.value")]
fn table(rows: u64) -> Children {
    let columns = [
        Map::new().with("name", "N").with("id", "n").with("type", "numeric"),
        Map::new().with("name", "Square").with("id", "square"),
    ];
    let data: Vec<Map> = (0..rows).map(|n| Map::new().with("n", n).with("square", n * n)).collect();
    let table = dash_table::DataTable::new()
        .columns(columns)
        .data(data)
        .page_size(10)
        .style_cell([("textAlign", "left")]);
    Children::from((table, dcc::Markdown::new().children("*done*")))
}

#[callback(output = "store.data", input = "rows.value")]
fn store(rows: u64) -> Map {
    let nested = Map::new().with("list", [json!([1]), json!([2, [3]])]).with("none", Value::Null);
    Map::new().with("rows", rows).with("nested", nested)
}

pub(crate) fn app() -> App {
    let layout = html::Div::new().children((
        dcc::Input::new().id("rows").type_(dcc::InputType::Number).value(2),
        html::Div::new().id("out"),
        dcc::Store::new().id("store"),
    ));
    App::new().layout(layout).callbacks(callbacks![table, store])
}
