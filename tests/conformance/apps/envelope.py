"""What else a request may carry, and what triggered it."""

from dash import Dash, Input, Output, ctx, dcc, html

app = Dash(__name__)
app.layout = html.Div([html.Button("x", id="x"), html.Button("y", id="y"), dcc.Input(id="in"), html.P(id="out")])


@app.callback(Output("out", "children"), Input("x", "n_clicks"), Input("y", "n_clicks"))
def triggered(_x, _y):
    return "initial call" if ctx.triggered_id is None else ctx.triggered_id
