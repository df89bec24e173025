"""C86: callbacks that also answer plain JSON, at the root of the server whatever the app's prefix."""

from dash import ALL, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

app = Dash(__name__, url_base_pathname="/sales/")
app.layout = html.Div([dcc.Input(id="n"), dcc.Store(id="m"), html.P(id="out"), html.P(id="other")])


@app.callback(Output("out", "style"), Input("n", "value"), api_endpoint="/api/size")
def size(n):
    return {"fontSize": n}


@app.callback(
    Output("out", "children"),
    Output("other", "children"),
    Input("n", "value"),
    State("m", "data"),
    api_endpoint="/api/v1/sum-of",
)
async def total(number, more):
    if more is None:
        raise ValueError("nothing to add")
    if not more:
        raise PreventUpdate
    return [number + sum(more), None]


@app.callback(Output("other", "title"), Input("n", "value"), api_endpoint="/api/text")
def text(n):
    return f"ü {n}"


@app.callback(
    Output("other", "dir"), Input({"row": ALL}, "value"), State({"row": 1}, "title"), api_endpoint="/api/rows"
)
def rows(values, title):
    return {"values": values, "title": title}


@app.callback(Output("other", "lang"), api_endpoint="/api/now")
def now():
    return "now"


app.setup_apis()
