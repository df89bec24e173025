"""Several outputs, and several callbacks on one input."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [dcc.Input(id="text", value="abc"), html.P(id="upper"), html.P(id="length"), html.P(id="alone")]
)


@app.callback(
    Output("upper", "children"),
    Output("length", "children"),
    Output("length", "hidden"),
    Input("text", "value"),
)
def measure(text):
    return text.upper(), len(text), len(text) == 0


@app.callback(Output("alone", "children"), Input("text", "value"))
def alone(text):
    return text
