"""Properties that differ while a callback runs."""

from dash import Dash, Input, Output, html

app = Dash(__name__)
app.layout = html.Div([html.Button("go", id="go"), html.P(id="out"), html.P(id="note")])


@app.callback(
    Output("out", "children"),
    Input("go", "n_clicks"),
    running=[
        (Output("go", "disabled"), True, False),
        (Output("note", "children"), "busy", None),
        (Output("note", "style"), {"color": "red", "width": 1.5}, {}),
        (Output("go", "children"), [html.B("wait")], "go"),
    ],
)
def work(clicks):
    return clicks


@app.callback(Output("out", "title"), Input("go", "n_clicks"), running=(Output("go", "title"), "busy", ""))
def one(_clicks):
    return "t"
