"""C31: functions in JavaScript by their names, with patterns, duplicates and missing components, or no outputs."""

from dash import ALLSMALLER, MATCH, ClientsideFunction, Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), html.P(id="out"), dcc.Input(id={"index": 0}), html.P(id={"out": 0})])


@app.callback(Output("out", "children"), Input("in", "value"))
def serverside(value):
    return value


app.clientside_callback(
    ClientsideFunction("charts", "zoom"),
    Output("out", "children", allow_duplicate=True),
    Input("in", "value"),
    Input("gone", "value", allow_optional=True),
    prevent_initial_call=True,
)
app.clientside_callback(
    ClientsideFunction(namespace="charts", function_name="a b.c"),
    Output({"index": MATCH}, "className"),
    Input({"index": MATCH}, "value"),
    State({"index": ALLSMALLER}, "value"),
)
app.clientside_callback(ClientsideFunction("charts", "effect"), Input("in", "value"))
