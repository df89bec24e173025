"""C25: nested groups of outputs in Python are one flat list on the wire; in Rust they are one from the start."""

from dash import Dash, Input, Output, dcc, html, no_update

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), html.P(id="a"), html.P(id="b"), html.P(id="c")])


@app.callback(
    output={
        "pair": (Output("a", "children"), Output("b", "children")),
        "inner": {"deep": [Output("c", "children"), Output("c", "title")]},
    },
    inputs=dict(value=Input("in", "value")),
)
def nested(value):
    return {"pair": (value, no_update), "inner": {"deep": [html.B(value), None]}}


@app.callback(
    output=((Output("a", "title"), Output("b", "title")), Output("c", "hidden")), inputs=(Input("in", "value"),)
)
def tuples(value):
    return (value, value), False
