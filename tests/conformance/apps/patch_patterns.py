"""C46: patches for outputs under `MATCH` and `ALL`, beside values and kept ones."""

from dash import ALL, MATCH, Dash, Input, Output, Patch, html, no_update

app = Dash(__name__)
app.layout = html.Div([html.Ul([], id={"type": "list", "index": index}) for index in ("a", "b", "c")])


def appended(text):
    patch = Patch()
    patch.append(html.Li(text))
    return patch


@app.callback(
    Output({"type": "list", "index": MATCH}, "children"), Input({"type": "list", "index": MATCH}, "n_clicks")
)
def one(clicks):
    return appended(str(clicks))


@app.callback(
    Output({"type": "list", "index": ALL}, "children", allow_duplicate=True),
    Input({"type": "list", "index": ALL}, "title"),
    prevent_initial_call=True,
)
def each(titles):
    values = [no_update, appended("patched"), ["set"]]
    return values[: len(titles)]
