"""An app that is not at the root of its server."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__, url_base_pathname="/some/app/")
app.layout = html.Div([dcc.Input(id="in"), html.P(id="out")])


@app.callback(Output("out", "children"), Input("in", "value"))
def echo(value):
    return value
