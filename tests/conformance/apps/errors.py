"""Requests that cannot be answered."""

from dash import Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), dcc.Input(id="state"), html.P(id="out"), html.P(id="a"), html.P(id="b")])


@app.callback(Output("out", "children"), Input("in", "value"), State("state", "value"))
def checked(value, _state):
    if value == "bad":
        raise ValueError("secret detail")
    return value


@app.callback(Output("a", "children"), Output("b", "children"), Input("in", "value"))
def two(value):
    return value, value
