"""Properties that are changed in the browser, by every operation there is."""

from dash import Dash, Input, Output, Patch, dcc, html, no_update

busy = Patch()
busy["color"] = "red"
idle = Patch()
del idle["color"]

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Button("go", id="go"),
        dcc.Store(id="store", data={"l": [1, 2, 3], "d": {"k": 1}, "n": 5}),
        html.Ul([html.Li("a")], id="list"),
        dcc.Graph(id="graph", figure={"data": [{"y": [1, 2]}], "layout": {"title": {"text": "first"}}}),
        html.P("0", id="count"),
    ]
)


@app.callback(Output("store", "data"), Input("go", "n_clicks"))
def every_operation(_clicks):
    patch = Patch()
    patch["l"].append(4)
    patch["l"].prepend(0)
    patch["l"].insert(1, "i")
    patch["l"].insert(-1, None)
    patch["l"].extend([7, 8.5])
    patch["l"] += ["x", "y"]
    patch["l"].remove(7)
    patch["l"].reverse()
    patch["l"][-1] = "last"
    del patch["l"][0]
    patch["d"].update({"z": 1, "y": [True]})
    patch["d"] |= {"x": None}
    del patch["d"]["k"]
    patch["n"] += 2
    patch["n"] -= 1
    patch["n"] *= 1.5
    patch["n"] /= 2
    patch["new"]["deep"][0]["er"][1]["é"] = {"a": "b"}
    patch["d"].clear()
    return patch


@app.callback(Output("list", "children"), Input("go", "n_clicks"))
def whole_property(clicks):
    patch = Patch()
    patch.append(html.Li(f"click {clicks}", id="added"))
    patch.prepend("text")
    patch.extend([html.Li(html.B("c")), html.Li()])
    patch.insert(2, 1)
    patch.remove("text")
    patch.reverse()
    patch[0]["props"]["children"] = html.I("new")
    patch.clear()
    return patch


@app.callback(Output("list", "title"), Input("go", "n_clicks"))
def arithmetic(_clicks):
    patch = Patch()
    patch += "more"
    patch -= 1
    patch *= 2
    patch /= 4
    patch |= {"a": 1}
    return patch


@app.callback(
    Output("graph", "figure"),
    Output("count", "children"),
    Output("count", "title"),
    Input("go", "n_clicks"),
    running=[(Output("list", "style"), busy, idle)],
)
def among_others(clicks):
    patch = Patch()
    patch["data"][0]["y"].append(clicks)
    patch["layout"]["title"]["text"] = f"{clicks} clicks"
    return patch, clicks, no_update


@app.callback(Output("count", "hidden"), Input("go", "n_clicks"))
def nothing(_clicks):
    return Patch()
