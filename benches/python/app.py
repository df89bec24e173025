"""The callbacks in Python Dash. Environment variables choose:

BACKEND    flask or fastapi
USE_ASYNC  1: Flask runs coroutines, too, as it does by itself where dash[async] is installed
BENCH_APP  large: a layout of 5,000 components, and 500 callbacks
"""

import asyncio
import math
import os
import time

from dash import ALL, Dash, Input, Output, State, dcc, html

FLASK = os.environ.get("BACKEND", "flask") == "flask"
ASYNC = not FLASK or os.environ.get("USE_ASYNC") == "1"

app = Dash(
    __name__,
    suppress_callback_exceptions=True,
    **({"use_async": ASYNC} if FLASK else {"backend": "fastapi"}),
)
server = app.server

X = [at / 100 for at in range(100_000)]
Y = [round(100 * math.sin(at * 0.001) + (at % 97) * 0.01, 6) for at in range(100_000)]


def small():
    app.layout = html.Div([html.Button(id="btn"), html.Div(id="out")])

    def tiny(n):
        return f"clicked {n} times"

    async def tiny_async(n):
        return f"clicked {n} times"

    app.callback(Output("out", "children"), Input("btn", "n_clicks"))(tiny if FLASK else tiny_async)
    app.callback(Output("sync-out", "children"), Input("sync-btn", "n_clicks"))(tiny)

    @app.callback(
        [Output(f"w2o{at}", "children") for at in range(20)],
        [Input(f"w2i{at}", "value") for at in range(20)],
        [State(f"w2s{at}", "value") for at in range(20)],
    )
    def wide(*values):
        return [f"{values[at]}/{values[20 + at]}" for at in range(20)]

    @app.callback(Output("sum", "children"), Input({"type": "item", "index": ALL}, "value"))
    def total(values):
        return sum(values)

    # No `plotly.graph_objects`: it takes half a second for lists of this length.
    @app.callback(Output("graph", "figure"), Input("draw", "n_clicks"))
    def draw(n):
        return {"data": [{"type": "scatter", "x": X, "y": Y}], "layout": {}}

    @app.callback(Output("count", "children"), Input("store", "data"))
    def count(rows):
        return len(rows)

    if ASYNC:

        @app.callback(Output("waited", "children"), Input("wait", "n_clicks"))
        async def wait(n):
            await asyncio.sleep(0.1)
            return f"slept {n}"

    @app.callback(Output("blocked", "children"), Input("block", "n_clicks"))
    def block(n):
        time.sleep(0.1)
        return f"slept {n}"


def large():
    def row(at):
        label = html.Label(f"Row {at}", htmlFor=f"in-{at}", className="row-label")
        field = dcc.Input(id=f"in-{at}", type="text", value=f"value {at}", debounce=True)
        out = html.Div(id=f"out-{at}", className="row-out", style={"color": "red", "padding": 4})
        button = html.Button("Go", id={"type": "go", "index": at}, n_clicks=0)
        return html.Div([label, field, out, button], className="row", id=f"row-{at}")

    app.layout = html.Div([row(at) for at in range(1000)], id="root")
    for at in range(500):

        @app.callback(
            Output(f"out-{at}", "children"),
            Input(f"in-{at}", "value"),
            State(f"in-{(at + 1) % 500}", "value"),
        )
        def pair(own, other):
            return f"{own}/{other}"


large() if os.environ.get("BENCH_APP") == "large" else small()
