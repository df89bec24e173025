"""C46: components inside patches, in every operation that takes a value, also deep in lists and objects."""

from dash import Dash, Input, Output, Patch, html

app = Dash(__name__)
app.layout = html.Div([html.Button(id="go"), html.Div([html.P("a")], id="box"), html.Div(html.P(), id="one")])


@app.callback(Output("box", "children"), Input("go", "n_clicks"))
def box(clicks):
    patch = Patch()
    patch.append(html.P([html.B(clicks), None, "text"], id={"made": clicks}))
    patch.prepend([html.I("i"), [html.I("deeper")]])
    patch.insert(-2, html.Hr())
    patch.extend([html.Br(), {"not": "a component"}, 1.5])
    patch[0] = html.P("replaced", style={"color": "red"}, **{"data-x": [1]})
    patch[1]["props"].update({"children": html.Em(), "title": "t"})
    patch[1]["props"] |= {"hidden": True}
    patch.remove(html.Hr())
    patch[-1]["props"]["children"][0]["props"]["children"] += clicks
    return patch


@app.callback(Output("one", "children"), Output("one", "title"), Input("go", "n_clicks"))
async def one(clicks):
    patch = Patch()
    patch["props"]["children"] = [html.Span(n) for n in range(clicks)]
    del patch["props"]["style"]
    text = Patch()
    text += " more"
    return patch, text
