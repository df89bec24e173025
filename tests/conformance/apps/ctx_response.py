"""C52: headers and cookies of the answer."""

from dash import Dash, Input, Output, ctx, html, no_update
from dash.exceptions import PreventUpdate

app = Dash(__name__)
app.layout = html.Div([html.Button(id="go"), html.P(id="out")])


def effects():
    ctx.response.set_cookie("theme", "dark")
    ctx.response.set_cookie("any", 'a "b"; c, d\\ ü=%20')
    ctx.response.set_cookie(
        "session", "6f1a", domain="example.com", path="/in", secure=True, httponly=True, samesite="Lax"
    )
    ctx.response.set_header("x-one", "1")
    ctx.response.append_header("X-Many", "a")
    ctx.response.append_header("X-Many", "b, c")


@app.callback(Output("out", "children"), Input("go", "n_clicks"))
def with_value(clicks):
    effects()
    if clicks == 0:
        raise PreventUpdate
    if clicks == 1:
        raise ValueError
    return no_update if clicks == 2 else clicks


@app.callback(Input("go", "n_clicks"))
async def alone(_clicks):
    effects()
    ctx.set_props("out", {"title": "t"})
