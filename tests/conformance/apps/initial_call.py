"""Which callbacks run when the page opens."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in")] + [html.P(id=name) for name in "abcd"])


@app.callback(Output("a", "children"), Input("in", "value"))
def usual(value):
    return value


@app.callback(Output("b", "children"), Input("in", "value"), prevent_initial_call=True)
def prevented(value):
    return value


@app.callback(Output("c", "children"), Input("in", "value"), prevent_initial_call=False)
def not_prevented(value):
    return value


@app.callback(Output("d", "children"), Input("in", "value"), prevent_initial_call="initial_duplicate")
def initial_duplicate(value):
    return value
