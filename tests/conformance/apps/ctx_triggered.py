"""C50: what triggered a call, with values and ids; a pattern's id is an object, and an initial call has none."""

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html

app = Dash(__name__)
app.layout = html.Div([html.Button(id="a"), html.Button(id="b"), dcc.Store(id="out")])


@app.callback(
    Output("out", "data"),
    Input("a", "n_clicks"),
    Input("b", "n_clicks"),
    Input({"type": "row", "name": ALL}, "value"),
    State("a", "title"),
)
def triggered(*_values):
    return {
        "triggered": list(ctx.triggered) if ctx.triggered else [],
        "id": ctx.triggered_id,
        "prop_ids": ctx.triggered_prop_ids,
    }
