"""C35: several wildcards in one id, `MATCH` beside `ALL` and beside another `MATCH`."""

from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Div(
            [dcc.Input(id={"type": "box", "group": group, "index": index}, value=index) for index in range(2)]
            + [html.P(id={"sum": group}), html.P(id={"x": group, "y": group})]
        )
        for group in ("a", "b")
    ]
)


@app.callback(Output({"sum": ALL}, "children"), Input({"type": "box", "group": ALL, "index": ALL}, "value"))
def every(values):
    return [values, len(values)]


@app.callback(
    Output({"type": "box", "group": MATCH, "index": ALL}, "className"),
    Input({"type": "box", "group": MATCH, "index": ALL}, "value"),
    State({"group": MATCH}, "title"),
    prevent_initial_call=True,
)
def group(values, title):
    return [f"{title} {value}" for value in values]


@app.callback(
    Output({"x": MATCH, "y": MATCH}, "children"),
    Input({"x": MATCH, "y": MATCH}, "n_clicks"),
    State({"x": ALL, "y": MATCH}, "title"),
)
def both(clicks, column):
    return [clicks, len(column)]
