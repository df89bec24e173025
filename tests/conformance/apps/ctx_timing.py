"""C51: how long parts of a call took, for the developer tools; nothing of it without them."""

from dash import Dash, Input, Output, ctx, html

app = Dash(__name__)
app.layout = html.Div([html.Button(id="go"), html.P(id="out")])
app.enable_dev_tools(debug=True, dev_tools_hot_reload=False)


@app.callback(Output("out", "children"), Input("go", "n_clicks"))
def timed(clicks):
    ctx.record_timing("query", 0.123, "my task")
    ctx.record_timing("draw", 1.5)
    return clicks


@app.callback(Output("out", "title"), Input("go", "n_clicks"))
def untimed(clicks):
    return clicks


@app.callback(Input("go", "n_clicks"))
def nothing(_clicks):
    ctx.record_timing("alone", 0.001)
