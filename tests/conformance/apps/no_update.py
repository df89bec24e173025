"""Outputs that keep their value: the only one, all of several, one of several."""

from dash import Dash, Input, Output, dcc, html, no_update

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in", type="number"), html.P(id="out"), html.P(id="a"), html.P(id="b")])


@app.callback(Output("out", "children"), Input("in", "value"))
def single(value):
    return no_update if value == 0 else value


@app.callback(Output("a", "children"), Output("b", "children"), Input("in", "value"))
def several(value):
    if value > 0:
        return value, no_update
    if value < 0:
        return no_update, value
    return no_update, no_update


@app.callback(Output("a", "title"), Output("b", "title"), Input("in", "value"))
def whole(value):
    if value == 0:
        return no_update
    return "a", "b"
