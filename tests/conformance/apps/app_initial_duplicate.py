"""C27, C56: the app says `initial_duplicate`: duplicate outputs are allowed and every callback also runs at load."""

from dash import Dash, Input, Output, html

app = Dash(__name__, prevent_initial_callbacks="initial_duplicate")
app.layout = html.Div([html.Button(id="a"), html.Button(id="b"), html.P(id="out")])


@app.callback(Output("out", "children", allow_duplicate=True), Input("a", "n_clicks"))
def first(clicks):
    return clicks


@app.callback(Output("out", "children", allow_duplicate=True), Input("b", "n_clicks"))
def second(clicks):
    return clicks


@app.callback(Output("out", "title"), Input("b", "n_clicks"), prevent_initial_call=True)
def third(clicks):
    return clicks
