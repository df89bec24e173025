"""C21: keys and values of ids in every script; Dash escapes them in texts, as the renderer does not."""

from dash import ALL, MATCH, Dash, Input, Output, ctx, dcc, html, set_props

app = Dash(__name__)
app.layout = html.Div(
    [dcc.Input(id={"名": "é", "类型": "输入"}), html.P(id={"名": "é"}), html.P(id={"名": "🦀 \"'\\ \n"})]
)


@app.callback(Output({"名": MATCH}, "children"), Input({"名": MATCH, "类型": "输入"}, "value"))
def one(value):
    return value


@app.callback(Output({"名": ALL}, "title"), Input({"名": ALL, "类型": "输入"}, "value"))
def each(values):
    set_props({"名": "é"}, {"hidden": True})
    return [f"{len(values)} {entry['id']['名']}" for entry in ctx.outputs_list]
