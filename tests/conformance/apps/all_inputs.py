"""C33, C35: `ALL` in inputs and state becomes a list, be it empty or of properties that nothing has set."""

from dash import ALL, Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [html.Button("go", id="go"), dcc.Store(id="out"), dcc.Store(id="mixed"), html.Div(id="rows")]
)


@app.callback(Output("out", "data"), Input({"type": "box", "index": ALL}, "value"))
def gather(values):
    return values


@app.callback(
    Output("mixed", "data"),
    Input("go", "n_clicks"),
    Input({"type": "box", "index": ALL}, "value"),
    State("go", "children"),
    State({"index": ALL}, "title"),
)
def mixed(clicks, values, text, titles):
    return {"clicks": clicks, "values": values, "text": text, "titles": titles}
