"""The callback's own `on_error`: what it returns stands for the outputs, None keeps them, and it may set properties."""

from dash import ALL, Dash, Input, Output, ctx, dcc, html, no_update, set_props

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), html.P(id="out"), html.P(id="note"), html.P(id={"row": 1})])


def check(value):
    if value.startswith("bad"):
        raise ValueError(value)
    return value


def instead(error):
    return f"instead of {error}"


def tell(error):
    set_props("note", {"children": str(error), "title": ctx.triggered_id})


def again(error):
    raise RuntimeError(f"again {error}")


def some(error):
    return no_update, [str(error), no_update]


@app.callback(Output("out", "children"), Input("in", "value"), on_error=instead)
def with_value(value):
    return check(value)


@app.callback(Output("out", "title"), Output("out", "lang"), Input("in", "value"), on_error=tell)
def kept(value):
    set_props("note", {"hidden": True})
    return check(value), value


@app.callback(Output("out", "dir"), Input("in", "value"), on_error=again)
def fails_twice(value):
    return check(value)


@app.callback(Output("note", "lang"), Output({"row": ALL}, "children"), Input("in", "value"), on_error=some)
async def partly(value):
    return check(value), [value, value]


@app.callback(Input("in", "value"), on_error=tell)
def effect(value):
    check(value)
