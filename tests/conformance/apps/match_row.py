"""C35, C37: `MATCH` in outputs, inputs and state, `ALLSMALLER` in inputs and state, and what `MATCH` stands for."""

from dash import ALLSMALLER, MATCH, Dash, Input, Output, State, ctx, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Div(
            [
                dcc.Input(id={"type": "box", "index": index}, value=index),
                html.P(id={"type": "row", "index": index}),
            ]
        )
        for index in range(3)
    ]
)


@app.callback(
    Output({"type": "row", "index": MATCH}, "children"),
    Output({"type": "row", "index": MATCH}, "title"),
    Input({"type": "box", "index": MATCH}, "value"),
    State({"type": "row", "index": MATCH}, "children"),
    State({"type": "box", "index": ALLSMALLER}, "value"),
)
def describe(value, before, above):
    return f"row {ctx.outputs_list[0]['id']['index']}: {value}", [before, above]


@app.callback(
    Output({"type": "row", "index": MATCH}, "hidden"),
    Input({"type": "box", "index": ALLSMALLER}, "value"),
    Input({"type": "box", "index": MATCH}, "value"),
)
def hide(above, value):
    return value in above
