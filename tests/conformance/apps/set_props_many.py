"""C45: `set_props` of several components, one of them twice, with values of every kind, beside outputs and without."""

from dash import Dash, Input, Output, dcc, html, no_update, set_props
from dash.exceptions import PreventUpdate

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Input(id="in"),
        html.P(id="out"),
        html.P(id="a"),
        html.P(id={"type": "row", "index": 1}),
        dcc.Store(id="store"),
    ]
)


def effects():
    set_props("a", {"children": [html.B("b"), "text", 1], "title": "first"})
    set_props({"type": "row", "index": 1}, {"children": None})
    set_props("store", {"data": {"list": [1, 2.5, None], "text": "ü"}})
    set_props("a", {"title": "second", "hidden": False})
    set_props({"index": 1, "type": "row"}, {"title": "same"})


@app.callback(Output("out", "children"), Input("in", "value"))
def beside(value):
    effects()
    return no_update if value == "keep" else value


@app.callback(Output("out", "title"), Output("out", "lang"), Input("in", "value"))
async def two(value):
    effects()
    if value == "prevent":
        raise PreventUpdate
    if value == "fail":
        raise ValueError
    return (no_update, no_update) if value == "keep" else no_update


@app.callback(Input("in", "value"))
def alone(value):
    effects()
    if value == "prevent":
        raise PreventUpdate


@app.callback(Output("a", "lang"), Input("in", "value"))
def same_component(value):
    set_props("a", {"lang": "side"})
    return value
