use dash::prelude::*;

pub(crate) fn app() -> App {
    let module = [("type", "module"), ("integrity", "sha384-x"), ("crossorigin", "anonymous")];
    App::new()
        .title("Sales: 100 % ü")
        .update_title("Wait </script><!-- \\ ü")
        .requests_pathname_prefix("/outer/in/")
        .url_base_pathname("/in/")
        .suppress_callback_exceptions(true)
        .meta([("name", "viewport"), ("content", "width=500")])
        .meta([("name", "description"), ("content", "A \"b\" & <c>")])
        .meta([("property", "og:title"), ("content", "Sales")])
        .meta([("charset", "utf-16")])
        .external_script("https://example.com/b.js")
        .external_script(("https://example.com/a.mjs", module))
        .external_stylesheet("https://example.com/b.css")
        .external_stylesheet(("https://example.com/a.css", [("media", "print")]))
        .renderer("window.start = () => { window.renderer = new DashRenderer(); };")
        .layout(html::Div::new().children("Hello"))
        .callbacks(callbacks![])
}
