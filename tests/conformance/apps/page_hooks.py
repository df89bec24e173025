"""Functions in JavaScript that the renderer calls, where the page makes it."""

from dash import Dash, html

app = Dash(
    __name__,
    hooks={
        "request_pre": "(payload) => { console.log('asked', payload); }",
        "layout_post": "function (layout, response) { return layout < response && 1; }",
    },
)
app.layout = html.Div()
