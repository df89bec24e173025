"""C35, C44: outputs under `ALL` among fixed ones, each with its own list; a wrong length is an error."""

from dash import ALL, Dash, Input, Output, dcc, html, no_update

app = Dash(__name__)
app.layout = html.Div(
    [dcc.Input(id="in"), html.P(id="count"), html.P(id="note")]
    + [html.P(id={"type": kind, "index": index}) for kind in ("row", "cell") for index in range(2)]
)


@app.callback(
    Output({"type": "row", "index": ALL}, "children"),
    Output("count", "children"),
    Output({"type": "cell", "index": ALL}, "children"),
    Output("note", "children"),
    Input("in", "value"),
)
def fill(value):
    if value == "nothing":
        return no_update
    if value == "one list":
        return [no_update, no_update], 1, ["a", "b"], no_update
    if value == "long":
        return ["a", "b", "c"], 3, ["a", "b"], ""
    return ["a", no_update], 2, [html.B("b"), None], "note"


@app.callback([Output({"type": "row", "index": ALL}, "title")], Input("in", "value"))
def listed(value):
    return [[value, no_update]]
