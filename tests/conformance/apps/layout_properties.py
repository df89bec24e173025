"""C19: components in properties other than `children`, and as the value that a callback writes there."""

from dash import Dash, Input, Output, dash_table, dcc, html

app = Dash(__name__)
app.layout = [
    dcc.Checklist(
        id="list",
        options=[{"label": html.B("bold"), "value": 1}, {"label": ["a ", html.I("b")], "value": "two"}],
        value=[1],
        inline=True,
    ),
    dcc.Tabs([dcc.Tab(label="one", value="1", children=html.P("first")), dcc.Tab(label="two")], value="1"),
    dcc.Loading(html.Div(id="out"), custom_spinner=html.I("...")),
    dash_table.DataTable(
        [{"a": 1}], [{"name": ["x", "y"], "id": "a"}], tooltip_data=[{"a": {"value": "t", "type": "markdown"}}]
    ),
    "text beside components",
]


@app.callback(Output("list", "options"), Output("out", "children"), Input("list", "value"))
def change(value):
    return [{"label": html.B(item), "value": item} for item in value], [html.P(), None, ["nested", [html.Br()]]]
