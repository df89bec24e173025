"""C39, C41: outputs as a dictionary in Python, as a struct in Rust; some are kept, or all."""

from dash import ALL, Dash, Input, Output, dcc, html, no_update
from dash.exceptions import PreventUpdate

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), html.P(id="sum"), html.P(id="note"), html.P(id={"type": "row", "index": 0})])


@app.callback(
    output={
        "total": Output("sum", "children"),
        "note": Output("note", "children"),
        "rows": Output({"type": "row", "index": ALL}, "children"),
        "log": Output("note", "title", allow_duplicate=True),
    },
    inputs={"value": Input("in", "value")},
    prevent_initial_call=True,
)
def totals(value):
    if value == "prevent":
        raise PreventUpdate
    if value == "bad":
        raise ValueError(value)
    return {
        "log": no_update,
        "note": no_update if value == "x" else value,
        "rows": [value, no_update],
        "total": len(value),
    }


@app.callback(output={"only": Output("sum", "title")}, inputs=[Input("in", "value")])
def single(value):
    return {"only": value}
