"""C36, C37: requests for outputs that were not declared, or for callbacks that the server does not run."""

from dash import ALL, MATCH, Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), html.P(id="out"), html.P(id={"row": 1, "group": "a"})])


@app.callback(Output({"row": MATCH, "group": "a"}, "children"), Input({"row": MATCH, "box": True}, "value"))
def match(value):
    return value


@app.callback(
    Output({"row": ALL, "group": "a"}, "title"), Output("out", "title"), Input("in", "value"), prevent_initial_call=True
)
def every(value):
    return [value], value


@app.callback(Input("in", "value"))
def effect(_value):
    pass


@app.callback([Output("out", "lang")], Input("in", "value"))
def listed(value):
    return [value]


app.clientside_callback("(value) => value", Output("out", "children"), Input("in", "value"))
