"""The app's `on_error`: for every callback without one of its own; never for a prevented update."""

from dash import Dash, Input, Output, dcc, html, set_props
from dash.exceptions import PreventUpdate


def tell(error):
    set_props("note", {"children": f"app: {error}"})


def local(error):
    set_props("note", {"children": f"local: {error}"})
    return "local"


app = Dash(__name__, on_error=tell)
app.layout = html.Div([dcc.Input(id="in"), html.P(id="out"), html.P(id="note")])


@app.callback(Output("out", "children"), Input("in", "value"))
def fails(value):
    if value == "prevent":
        raise PreventUpdate
    if value == "good":
        return value
    raise ValueError(value)


@app.callback(Output("out", "title"), Input("in", "value"), on_error=local)
def fails_locally(value):
    raise ValueError(value)


@app.callback(Output("out", "lang"), Output("out", "dir"), Input("in", "value"))
async def fails_later(value):
    raise ValueError(value)


@app.callback(Input("in", "value"))
def effect(value):
    set_props("note", {"title": value})
    raise ValueError(value)


@app.callback(Output("note", "lang"), Input("in", "type"))
def number(value):
    return int(value)
