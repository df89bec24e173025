"""C29: callbacks with the same duplicate outputs and the same inputs; in Dash the later one replaces the other."""

from dash import Dash, Input, Output, html

app = Dash(__name__)
app.layout = html.Div([html.Button(id="go"), html.P(id="log")])


@app.callback(Output("log", "children", allow_duplicate=True), Input("go", "n_clicks"), prevent_initial_call=True)
def one(_clicks):
    return "one"


@app.callback(Output("log", "children", allow_duplicate=True), Input("go", "n_clicks"), prevent_initial_call=True)
def two(_clicks):
    return "two"
