"""Components that may be missing: `allow_optional` for one dependency, `optional` for a callback; and `hidden`."""

from dash import MATCH, Dash, Input, Output, State, html

app = Dash(__name__)
app.layout = html.Div([html.Button(id="go"), html.P(id="out")])


@app.callback(
    Output("out", "children"),
    Input("go", "n_clicks"),
    Input("gone", "value", allow_optional=True),
    Input({"type": "row", "index": 1}, "value", allow_optional=True),
    State("away", "data", allow_optional=True),
)
def some(clicks, gone, row, away):
    return [clicks, gone, row, away]


@app.callback(Output("nowhere", "children"), Input("go", "n_clicks"), optional=True, hidden=True)
def unchecked(clicks):
    return clicks


@app.callback(Output("nowhere", "title"), Input("gone", "value"), State("away", "data"), optional=True)
def all_gone(value, data):
    return [value, data]


@app.callback(
    Output({"index": MATCH}, "title"),
    Input({"index": MATCH}, "children", allow_optional=True),
    hidden=False,
    optional=False,
)
def pattern(children):
    return children
