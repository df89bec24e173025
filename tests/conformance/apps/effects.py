"""Callbacks without outputs or inputs, side updates, duplicate and optional dependencies."""

from dash import Dash, Input, Output, State, html, no_update, set_props

app = Dash(__name__)
app.layout = html.Div(
    [html.Button("go", id="go"), html.Button("quiet", id="quiet"), html.P(id="out"), html.P(id="log"), html.P(id="now")]
)


@app.callback(Input("go", "n_clicks"), prevent_initial_call=True)
def effect(clicks):
    set_props("out", {"children": clicks, "title": "first"})
    set_props("log", {"children": html.B("logged")})
    set_props("out", {"title": "second"})


@app.callback(Input("quiet", "n_clicks"), State("go", "n_clicks"))
def quiet(_clicks, _go):
    pass


@app.callback(Output("now", "children"))
def at_load():
    return "loaded"


@app.callback(Output("log", "title"), Input("go", "n_clicks"))
def beside(clicks):
    set_props("now", {"title": "beside"})
    return no_update if clicks is None else clicks


@app.callback(Output("log", "children", allow_duplicate=True), Input("go", "n_clicks"), prevent_initial_call=True)
def duplicate(clicks):
    return f"go {clicks}"


@app.callback(
    [Output("log", "children", allow_duplicate=True), Output("now", "title")],
    Input("quiet", "n_clicks"),
    prevent_initial_call="initial_duplicate",
)
def another(clicks):
    return f"quiet {clicks}", "both"


@app.callback(
    Output("out", "className"),
    Input("go", "n_clicks"),
    Input("missing", "value", allow_optional=True),
    State("gone", "value", allow_optional=True),
    optional=True,
    hidden=True,
)
def optional(clicks, missing, gone):
    return f"{clicks} {missing is None} {gone is None}"
