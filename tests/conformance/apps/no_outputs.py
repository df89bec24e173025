"""C29, C30: callbacks without outputs, two of them with the same inputs: in Dash the later one replaces the other."""

from dash import ALL, Dash, Input, State, html, set_props

app = Dash(__name__)
app.layout = html.Div([html.Button(id="go"), html.Button(id="other"), html.P(id="log")])


@app.callback(Input("go", "n_clicks"), State("log", "children"))
def one(clicks, _text):
    set_props("log", {"children": f"one {clicks}"})


@app.callback(Input("go", "n_clicks"), prevent_initial_call=True)
def two(clicks):
    set_props("log", {"children": f"two {clicks}"})


@app.callback(Input("go", "n_clicks"), Input({"type": "row", "index": ALL}, "n_clicks"), hidden=True, optional=True)
def rows(_clicks, rows):
    if rows:
        set_props("log", {"title": rows})


@app.callback(inputs=[Input("other", "n_clicks")])
def fails(_clicks):
    raise ValueError("no")


@app.callback(Input("go", "n_clicks"), Input("other", "n_clicks"))
async def later(_go, other):
    set_props("log", {"hidden": other})
