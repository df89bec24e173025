"""A value that was never set, one that is null, and one that is there."""

from dash import Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [dcc.Input(id="absent"), dcc.Input(id="null", value=None), dcc.Input(id="set", value=""), html.P(id="out")]
)


def show(value):
    return "nothing" if value is None else f"'{value}'"


@app.callback(
    Output("out", "children"), Input("absent", "value"), Input("null", "value"), State("set", "value")
)
def describe(absent, null, text):
    return f"{show(absent)} {show(null)} {show(text)}"


@app.callback(Output("out", "title"), Input("absent", "value"))
def clear(_value):
    return None
