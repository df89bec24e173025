"""C3, C5, C9: title, metas, scripts and style sheets of other servers, and what the browser is told of the settings."""

from dash import Dash, html

app = Dash(
    __name__,
    title="Sales: 100 % ü",
    update_title="Wait </script><!-- \\ ü",
    requests_pathname_prefix="/outer/in/",
    routes_pathname_prefix="/in/",
    suppress_callback_exceptions=True,
    meta_tags=[
        {"name": "viewport", "content": "width=500"},
        {"name": "description", "content": "A \"b\" & <c>"},
        {"property": "og:title", "content": "Sales"},
        {"charset": "utf-16"},
    ],
    external_scripts=[
        "https://example.com/b.js",
        {"src": "https://example.com/a.mjs", "type": "module", "integrity": "sha384-x", "crossorigin": "anonymous"},
    ],
    external_stylesheets=[
        "https://example.com/b.css",
        {"href": "https://example.com/a.css", "rel": "stylesheet", "media": "print"},
    ],
)
app.renderer = "window.start = () => { window.renderer = new DashRenderer(); };"
app.layout = html.Div("Hello")
