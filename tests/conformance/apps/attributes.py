"""Properties of every kind, wildcard ones, and ids made of keys."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Div(
            "text",
            id={"type": "row", "index": 3, "on": True},
            className="a b",
            style={"marginTop": 4, "color": "red", "opacity": 0.5},
            title=None,
            hidden=False,
            tabIndex=-1,
            **{"data-count": 3, "aria-label": "label"},
        ),
        html.Button("go", id={"type": "go", "index": 1}),
        dcc.Dropdown({"a": "A", "b": "B"}, ["a"], multi=True, id="drop"),
        dcc.Slider(0, 10, marks={0: "none", 10: {"label": "all", "style": {"color": "red"}}}, value=5, id="slide"),
    ]
)


@app.callback(
    Output({"type": "row", "index": 3, "on": True}, "children"), Input({"type": "go", "index": 1}, "n_clicks")
)
def keys(clicks):
    return clicks
