"""Whole numbers beyond what a double holds."""

from dash import Dash, Input, Output, dcc, html

BIG = [2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63), 2**64 - 1]

app = Dash(__name__)
app.layout = html.Div([dcc.Store(id="in", data=BIG), html.P(id="signed"), html.P(id="unsigned"), dcc.Store(id="out")])


@app.callback(Output("signed", "children"), Input("in", "data"))
def signed(value):
    return value


@app.callback(Output("unsigned", "children"), Input("in", "modified_timestamp"))
def unsigned(value):
    return value


@app.callback(Output("out", "data"), Input("in", "data"))
def constant(_value):
    return BIG
