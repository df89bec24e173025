"""A property that is input and output of one callback; two that follow each other, which one callback may do."""

from dash import MATCH, Dash, Input, Output, ctx, dcc, html, no_update

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), dcc.Input(id="a"), dcc.Input(id="b"), dcc.Input(id={"row": 1})])


@app.callback(Output("in", "value"), Input("in", "value"))
def upper(value):
    return no_update if value == value.upper() else value.upper()


@app.callback(Output("a", "value"), Output("b", "value"), Input("a", "value"), Input("b", "value"))
def follow(a, b):
    return (no_update, a) if ctx.triggered_id == "a" else (b, no_update)


@app.callback(Output({"row": MATCH}, "value"), Input({"row": MATCH}, "value"))
def row(value):
    return [value]
