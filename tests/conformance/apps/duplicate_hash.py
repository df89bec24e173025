"""C28: the property of a duplicate output ends in the hash of the inputs; requests have it, answers have not."""

from dash import ALL, MATCH, Dash, Input, Output, State, html

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Button(id="a"),
        html.Button(id="b"),
        html.P(id="log"),
        html.I(id="é 🦀"),
        html.P(id={"type": "row", "index": 0}),
    ]
)


@app.callback(Output("log", "children"), Input("a", "n_clicks"))
def first(clicks):
    return clicks


@app.callback(
    Output("log", "children", allow_duplicate=True),
    Input("a", "n_clicks"),
    Input("b", "n_clicks"),
    State("a", "title"),
    prevent_initial_call=True,
)
def second(a, b, title):
    return [a, b, title]


@app.callback(
    [Output("log", "children", allow_duplicate=True), Output("log", "title"), Output("log", "lang", True)],
    [Input({"type": "row", "index": ALL}, "n_clicks"), Input("b", "n_clicks")],
    prevent_initial_call="initial_duplicate",
)
def third(rows, b):
    return rows, b, "en"


@app.callback(
    Output({"type": "row", "index": MATCH}, "children", allow_duplicate=True),
    Input({"type": "row", "index": MATCH}, "n_clicks"),
    prevent_initial_call=True,
)
def row(clicks):
    return clicks


@app.callback(
    Output("log", "children", allow_duplicate=True), Input("é 🦀", "n_clicks"), prevent_initial_call=True
)
def unicode(clicks):
    return clicks


@app.callback(
    Output({"type": "row", "index": ALL}, "children", allow_duplicate=True),
    Input("a", "n_clicks"),
    prevent_initial_call=True,
)
def rows(clicks):
    return [clicks]
