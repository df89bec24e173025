"""C26: dots in the keys and values of ids; Dash writes `\\.` in outputs, which is no JSON."""

from dash import ALL, MATCH, Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [dcc.Input(id={"a.b": "in.put"}), html.P(id={"i": "1.2.3"}), html.P(id={"i": "x...y", "f": 1.5}), html.P(id="out")]
)


@app.callback(Output({"i": "1.2.3"}, "children"), Input({"a.b": "in.put"}, "value"))
def bare(value):
    return value


@app.callback(
    Output({"i": "x...y", "f": 1.5}, "children"),
    Output({"i": "x...y", "f": 1.5}, "title"),
    Input({"a.b": "in.put"}, "value"),
)
def listed(value):
    return value, value


@app.callback(Output({"i": MATCH, "f": -0.25}, "hidden"), Input({"a.b": "v.w", "i": MATCH}, "value"))
def match(value):
    return value


@app.callback(
    Output("out", "children", allow_duplicate=True),
    Input({"a.b": ALL}, "value"),
    prevent_initial_call=True,
)
def every(values):
    return values
