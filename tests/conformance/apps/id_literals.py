"""C20, C21: ids made of keys with values of every kind, in any order of keys, as patterns and without wildcards."""

from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html

FIXED = {"z": "text", "a": 7, "negative": -3, "no": False, "yes": True, "empty": "", "Upper": "A b"}

app = Dash(__name__)
app.layout = html.Div(
    [dcc.Input(id=FIXED), html.P(id={"size": 1, "kind": True, "name": "n"}), html.P(id={"size": -2, "kind": "c"})]
)


@app.callback(
    Output({"size": 1, "name": MATCH, "kind": True}, "children"),
    Input({"no": False, "name": MATCH}, "value"),
    State(FIXED, "value"),
    State({"size": ALL, "kind": True, "name": MATCH}, "title"),
)
def patterns(value, fixed, titles):
    return [value, fixed, titles]


@app.callback(Output({"kind": "c", "size": -2}, "children"), Input(FIXED, "value"))
def fixed(value):
    return value
