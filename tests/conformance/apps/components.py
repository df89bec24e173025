"""Components with large properties as the result of a callback."""

from dash import Dash, Input, Output, dash_table, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="rows", type="number", value=2), html.Div(id="out"), dcc.Store(id="store")])


@app.callback(Output("out", "children"), Input("rows", "value"))
def table(rows):
    return [
        dash_table.DataTable(
            columns=[{"name": "N", "id": "n", "type": "numeric"}, {"name": "Square", "id": "square"}],
            data=[{"n": n, "square": n * n} for n in range(rows)],
            page_size=10,
            style_cell={"textAlign": "left"},
        ),
        dcc.Markdown("*done*"),
    ]


@app.callback(Output("store", "data"), Input("rows", "value"))
def store(rows):
    return {"rows": rows, "nested": {"list": [[1], [2, [3]]], "none": None}}
