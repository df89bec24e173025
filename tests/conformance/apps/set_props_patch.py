"""C45, C46: patches in `set_props`; a later one for the same property replaces the earlier one."""

from dash import Dash, Input, Output, Patch, dcc, html, set_props

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Button(id="go"),
        html.Ul([], id="list"),
        dcc.Store(id="store", data={"n": 1}),
        html.P(id={"row": 0}, style={}),
    ]
)


@app.callback(Input("go", "n_clicks"))
def effect(clicks):
    items = Patch()
    items.append(html.Li(f"click {clicks}"))
    data = Patch()
    data["n"] += clicks
    style = Patch()
    style.update({"color": "red"})
    set_props("list", {"children": items})
    set_props("store", {"data": data})
    set_props({"row": 0}, {"style": style, "children": clicks})
    again = Patch()
    again["n"] = 0
    set_props("store", {"data": again})


@app.callback(Output("store", "data"), Input("go", "n_clicks"))
def beside(clicks):
    side = Patch()
    side.clear()
    set_props("list", {"children": side})
    own = Patch()
    own["m"] = clicks
    return own
