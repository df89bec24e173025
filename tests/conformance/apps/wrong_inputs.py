"""C38, C87: requests with inputs and states that were not declared; Dash only counts them."""

from dash import ALL, MATCH, Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), dcc.Input(id="st"), html.P(id="out"), html.P(id={"row": 1})])


@app.callback(Output("out", "children"), Input("in", "value"), State("st", "value"))
def plain(value, state):
    return [value, state]


@app.callback(
    Output({"row": MATCH}, "children"), Input({"row": MATCH, "box": True}, "value"), State({"all": ALL}, "value")
)
def pattern(value, values):
    return [value, values]
