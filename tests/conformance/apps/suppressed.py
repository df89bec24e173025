"""Callbacks on components that another callback makes, with `suppress_callback_exceptions`; the page says so, too."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__, suppress_callback_exceptions=True)
app.layout = html.Div([html.Button(id="make"), html.Div(id="place")])


@app.callback(Output("place", "children"), Input("make", "n_clicks"), prevent_initial_call=True)
def make(_clicks):
    return html.Div([dcc.Input(id="made", value=1), html.P(id="made-out"), html.P(id={"made": "out"})])


@app.callback(Output("made-out", "children"), Output({"made": "out"}, "children"), Input("made", "value"))
def echo(value):
    return value, value
