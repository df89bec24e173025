"""A list of one output is not the same as one output."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="text"), html.P(id="out"), html.P(id="bare")])


@app.callback([Output("out", "children")], [Input("text", "value")])
def listed(text):
    return [text]


@app.callback(Output("bare", "children"), Input("text", "value"))
def bare(text):
    return [text]
