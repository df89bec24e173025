"""Numbers with a fraction, and those that JSON has no word for."""

import math

from dash import Dash, Input, Output, dcc, html

SPECIAL = [0.1, 0.1 + 0.2, 1.0, -0.0, 1e300, 5e-324, 1 / 3, 123456789.125]

app = Dash(__name__)
app.layout = html.Div(
    [dcc.Slider(0, 1, 0.1, id="in", value=0.1), dcc.Store(id="layout", data=SPECIAL), html.P(id="out")]
    + [html.P(id=name) for name in ["nan", "infinity", "list"]]
)


@app.callback(Output("out", "children"), Input("in", "value"))
def echo(value):
    return value


@app.callback(Output("nan", "children"), Output("infinity", "children"), Input("in", "value"))
def wordless(_value):
    return math.nan, -math.inf


@app.callback(Output("list", "children"), Input("in", "value"))
def several(_value):
    return [*SPECIAL, math.nan, math.inf]
