"""C57: patterns in `running`, with values of every kind; the browser finds out what they stand for."""

from dash import ALL, ALLSMALLER, MATCH, Dash, Input, Output, Patch, html

busy = Patch()
busy["opacity"] = 0.5
idle = Patch()
del idle["opacity"]

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Div([html.Button(id={"type": "go", "index": index}), html.P(id={"type": "out", "index": index})])
        for index in range(2)
    ]
)


@app.callback(
    Output({"type": "out", "index": MATCH}, "children"),
    Input({"type": "go", "index": MATCH}, "n_clicks"),
    running=[
        (Output({"type": "go", "index": MATCH}, "disabled"), True, False),
        (Output({"type": "go", "index": ALL}, "title"), "busy", None),
        (Output({"type": "out", "index": ALLSMALLER}, "hidden"), True, False),
        (Output({"type": "out", "index": 1}, "title"), 0.5, [1, {"a": [None]}]),
        (Output({"type": "out", "index": MATCH}, "style"), busy, idle),
        (Output({"type": "out", "index": ALL}, "children"), [html.I("...")], html.B("")),
    ],
    prevent_initial_call=True,
)
def run(clicks):
    return clicks
