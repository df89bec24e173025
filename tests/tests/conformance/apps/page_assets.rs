use dash::prelude::*;

pub(crate) fn app() -> App {
    App::new()
        .assets_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/conformance/assets"))
        .assets_url_path("own/files")
        .assets_ignore("^draft")
        .assets_path_ignore(["^ol?d$"])
        .layout(html::Img::new().src("/own/files/a b.png"))
        .callbacks(callbacks![])
}
