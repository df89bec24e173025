"""Every kind of JSON as children, in the layout and as the result of a callback."""

from dash import Dash, Input, Output, html

VALUES = {
    "null": None,
    "true": True,
    "false": False,
    "int": 42,
    "float": 2.5,
    "text": "text",
    "empty": "",
    "list": ["a", 1, 2.5, None, True, html.B("b")],
    "nothing": [],
    "component": html.P(["p ", html.Em("em", title="t")], id="p"),
}

app = Dash(__name__)
app.layout = html.Div(
    [html.Button("go", id="go")] + [html.Div(value, id=f"at-{kind}") for kind, value in VALUES.items()]
    + [html.Div(id=f"to-{kind}") for kind in VALUES]
)


def register(kind):
    @app.callback(Output(f"to-{kind}", "children"), Input("go", "n_clicks"))
    def show(_clicks):
        return VALUES[kind]


for name in VALUES:
    register(name)
