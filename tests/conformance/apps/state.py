"""Inputs first, then states."""

from dash import Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [
        html.Button("save", id="save"),
        dcc.Input(id="name", value="n"),
        dcc.Slider(0, 10, id="size", value=3),
        html.P(id="saved"),
    ]
)


@app.callback(
    Output("saved", "children"),
    Input("save", "n_clicks"),
    State("name", "value"),
    State("size", "value"),
)
def save(clicks, name, size):
    return f"{clicks} {name} {size}"
