"""C29, C33: callbacks without inputs run when the page has loaded; two of them without outputs, too."""

from dash import ALL, Dash, Output, State, html, set_props

app = Dash(__name__)
app.layout = html.Div([html.P(id="now"), html.P("text", id="kept"), html.P(id={"index": 1})])


@app.callback(Output("now", "children"))
def plain():
    return "loaded"


@app.callback(Output("now", "title"), Output({"index": ALL}, "children"), State("kept", "children"))
def with_state(text):
    return text, [text]


@app.callback([Output("now", "hidden")], [], [State("kept", "children")])
async def listed(text):
    return [text is None]


@app.callback()
def nothing():
    pass


@app.callback()
def effect():
    set_props("kept", {"title": "set"})
