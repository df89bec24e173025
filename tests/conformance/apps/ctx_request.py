"""C50, C53: the request behind a call: cookies, headers, path and query."""

from dash import Dash, Input, Output, ctx, dcc, html

app = Dash(__name__, url_base_pathname="/at/")
app.layout = html.Div([html.Button(id="go"), dcc.Store(id="out")])


@app.callback(Output("out", "data"), Input("go", "n_clicks"))
def describe(_clicks):
    path, _, query = ctx.path.partition("?")
    return {
        "cookies": dict(ctx.cookies),
        "cookie": ctx.cookies.get("theme"),
        "headers": [ctx.headers.get(name) for name in ("X-One", "X-Csrftoken", "Accept-Language", "X-Gone")],
        "path": path,
        "query": query,
    }
