"""C39: arguments by name in Python, and in nested groups, are the parameters of the same names in Rust."""

from dash import ALL, Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id=name) for name in "abc"] + [dcc.Store(id="out"), dcc.Store(id="other")])


@app.callback(
    output=Output("out", "data"),
    inputs={"b": Input("b", "value"), "rows": Input({"row": ALL}, "value")},
    state={"a": State("a", "value")},
)
def named(a, rows, b):
    return [a, rows, b]


@app.callback(
    Output("other", "data"), {"pair": (Input("a", "value"), State("b", "value")), "inner": {"c": Input("c", "value")}}
)
def nested(inner, pair):
    return [inner["c"], list(pair)]
