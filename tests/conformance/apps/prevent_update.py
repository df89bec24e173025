"""A callback that decides to change nothing."""

from dash import Dash, Input, Output, dcc, html
from dash.exceptions import PreventUpdate

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in", type="number"), html.P(id="out"), html.P(id="a"), html.P(id="b")])


@app.callback(Output("out", "children"), Input("in", "value"))
def even(value):
    if value is None or value % 2:
        raise PreventUpdate
    return value


@app.callback(Output("a", "children"), Output("b", "children"), Input("in", "value"))
def both(value):
    if value is None:
        raise PreventUpdate
    return value, -value
