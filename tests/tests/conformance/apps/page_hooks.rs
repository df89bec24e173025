use dash::prelude::*;

pub(crate) fn app() -> App {
    App::new()
        .hook("request_pre", "(payload) => { console.log('asked', payload); }")
        .hook("layout_post", "function (layout, response) { return layout < response && 1; }")
        .layout(html::Div::new())
        .callbacks(callbacks![])
}
