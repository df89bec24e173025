"""C35, C41, C44: a bare output under `ALL` takes a list, one value for each component; some of them may be kept."""

from dash import ALL, Dash, Input, Output, html, no_update

app = Dash(__name__)
app.layout = html.Div(
    [html.Button("go", id="go")] + [html.P(id={"type": "row", "index": index}) for index in range(3)]
)


@app.callback(Output({"type": "row", "index": ALL}, "children"), Input("go", "n_clicks"))
def each(clicks):
    return [clicks + index for index in range(3)]


@app.callback(Output({"type": "row", "index": ALL}, "title"), Input("go", "n_clicks"))
def some(clicks):
    if clicks == 0:
        return [no_update] * 3
    return ["first", no_update, None]


@app.callback(
    Output({"type": "row", "index": ALL}, "lang"), Output({"type": "row", "index": ALL}, "dir"), Input("go", "n_clicks")
)
def twice(clicks):
    return ["en", no_update], (no_update, "rtl" if clicks else None)


@app.callback(Output({"index": ALL}, "children"), Input("go", "n_clicks"))
def none(_clicks):
    return []
