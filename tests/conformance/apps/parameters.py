"""C39: inputs and states in any order, in Python one after the other, in Rust each on its parameter."""

from dash import ALL, Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id=name) for name in "abcd"] + [dcc.Store(id="out"), dcc.Store(id="other")])


@app.callback(
    Output("out", "data"),
    State("a", "value"),
    Input("b", "value"),
    State({"type": "row", "index": ALL}, "value"),
    Input("c", "value"),
    Input("gone", "value", allow_optional=True),
    State("d", "value"),
)
def interleaved(a, b, rows, c, gone, d):
    return [a, b, rows, c, gone, d]


@app.callback(Output("other", "data"), [Input("b", "value"), State("a", "value")], Input("c", "value"))
def lists(b, a, c):
    return {"a": a, "b": b, "c": c}
