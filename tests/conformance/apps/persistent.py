"""Callbacks that the page's title does not wait for, with outputs and without."""

from dash import Dash, Input, Output, html, set_props

app = Dash(__name__)
app.layout = html.Div([html.Button(id="go"), html.P(id="out")])


@app.callback(Output("out", "children"), Input("go", "n_clicks"), persistent=True)
def follow(clicks):
    return clicks


@app.callback(Input("go", "n_clicks"), persistent=True, prevent_initial_call=True)
async def effect(clicks):
    set_props("out", {"title": clicks})


@app.callback(Output("out", "lang"), Input("go", "n_clicks"), persistent=False)
def usual(_clicks):
    return "en"
