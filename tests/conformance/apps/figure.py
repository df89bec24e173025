"""A plot in the layout, and one made by a callback."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(["linear", "log"], "linear", id="scale"),
        dcc.Graph(
            id="graph",
            figure={
                "data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2.5], "name": "first"}],
                "layout": {"title": {"text": "Bars"}, "xaxis": {"range": [-0.5, 1.5]}},
            },
            config={"displayModeBar": False},
        ),
        html.P(id="clicked"),
    ]
)


@app.callback(Output("graph", "figure"), Input("scale", "value"))
def draw(scale):
    return {
        "data": [{"type": "scatter", "mode": "lines", "x": [1, 2, 3], "y": [1, 10, 100]}],
        "layout": {"yaxis": {"type": scale}, "showlegend": False},
    }


@app.callback(Output("clicked", "children"), Input("graph", "clickData"), prevent_initial_call=True)
def clicked(data):
    point = data["points"][0]
    return f"{point['x']}: {point['y']}"
