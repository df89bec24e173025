"""Text of every script, in ids, in the layout and on the way there and back."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Input(id="eingäbe", value="𝛼 – 执行计算 – 🦀"),
        html.P("</script><!-- \u2028 \u2029 \\ \" \t", id="输出"),
        html.P(id="length"),
    ]
)


@app.callback(Output("输出", "children"), Input("eingäbe", "value"))
def echo(text):
    return f"«{text}»"


@app.callback(Output("length", "children"), Input("eingäbe", "value"))
def length(text):
    return len(text)
