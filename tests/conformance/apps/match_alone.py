"""C57: `MATCH` in inputs and state without `MATCH` in outputs, as Dash 4.2 and later allow."""

from dash import ALL, MATCH, Dash, Input, Output, State, ctx, html

app = Dash(__name__)
app.layout = html.Div(
    [html.Button(id={"type": "delete", "index": index}, title=f"t{index}") for index in range(2)]
    + [html.P(id="log"), html.P(id={"type": "total", "of": "all"})]
)


@app.callback(
    Output("log", "children"),
    Output({"type": "total", "of": ALL}, "children"),
    Input({"type": "delete", "index": MATCH}, "n_clicks"),
    State({"type": "delete", "index": MATCH}, "title"),
    prevent_initial_call=True,
)
def delete(clicks, title):
    return f"{title} {clicks} {ctx.triggered_id['index']}", [clicks]


@app.callback(Input({"type": "delete", "index": MATCH}, "title"), prevent_initial_call=True)
def nothing(_title):
    pass
