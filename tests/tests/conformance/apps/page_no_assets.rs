use dash::prelude::*;

pub(crate) fn app() -> App {
    App::new()
        .assets_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/conformance/assets"))
        .include_assets_files(false)
        .url_base_pathname("/in/")
        .layout(html::Div::new())
        .callbacks(callbacks![])
}
