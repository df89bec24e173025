use dash::prelude::*;

const TEMPLATE: &str = r#"<!DOCTYPE html>
<html lang="en">
    <head>
        {%metas%}
        <title>{%title%} - {%title%}</title>
        {%favicon%}
        {%css%}
        <style>p { margin: 0 }</style>
    </head>
    <body class="a b">
        <p>before {%nothing%}</p>
        <main>{%app_entry%}</main>
        <footer id="end">
            {%config%}
            <script>window.before = 1;</script>
            {%scripts%}
            {%renderer%}
            <script>window.after = 2;</script>
        </footer>
    </body>
</html>"#;

pub(crate) fn app() -> App {
    App::new()
        .title("Own")
        .update_title(None)
        .external_script("https://example.com/a.js")
        .meta([("http-equiv", "X-UA-Compatible"), ("content", "none")])
        .index_string(TEMPLATE)
        .layout(html::Div::new().children("Hello"))
        .callbacks(callbacks![])
}
