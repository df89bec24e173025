"""C50: inputs and states by their names, and the lists of what every input, state and output stands for."""

from dash import ALL, MATCH, Dash, Input, Output, State, ctx, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), dcc.Store(id="out"), html.P(id={"index": 1})])

BOX = '{"index":1,"type":"box"}.value'


@app.callback(
    Output("out", "data"),
    Output({"index": ALL}, "title"),
    Input("in", "value"),
    Input({"type": "box", "index": ALL}, "value"),
    State("in", "type"),
    State({"index": 1}, "title"),
)
def lists(*_values):
    named = [ctx.inputs["in.value"], ctx.inputs[BOX], ctx.states["in.type"], ctx.states['{"index":1}.title']]
    data = {"named": named, "inputs": ctx.inputs, "states": ctx.states}
    return {**data, "lists": [ctx.inputs_list, ctx.states_list, ctx.outputs_list]}, ["title"]


@app.callback(Output({"index": MATCH}, "children"), Input({"index": MATCH}, "n_clicks"))
def missing(_clicks):
    return ctx.inputs["in.value"]
