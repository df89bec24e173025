"""C27: the app says that callbacks wait for a change before their first call; some say otherwise.

One without inputs would then never run; ours does.
"""

from dash import Dash, Input, Output, html

app = Dash(__name__, prevent_initial_callbacks=True)
app.layout = html.Div([html.Button(id="go"), html.P(id="a"), html.P(id="b"), html.P(id="c")])


@app.callback(Output("a", "children"), Input("go", "n_clicks"))
def waits(clicks):
    return clicks


@app.callback(Output("b", "children"), Input("go", "n_clicks"), prevent_initial_call=False)
def does_not(clicks):
    return clicks


@app.callback(Output("c", "children"), Input("go", "n_clicks"), prevent_initial_call=True)
def waits_too(clicks):
    return clicks


@app.callback(Output("c", "children", allow_duplicate=True), Input("go", "title"))
def duplicate(title):
    return title


@app.callback(Input("go", "n_clicks"))
def effect(_clicks):
    pass


@app.callback(Output("b", "title"))
def without_inputs():
    return "loaded"


app.clientside_callback("(clicks) => clicks", Output("a", "title"), Input("go", "n_clicks"))
