"""C20: ids of keys are objects in the layout; `data-` and `aria-` properties of every kind of value."""

from dash import Dash, html

app = Dash(__name__)
app.layout = html.Div(
    [
        html.P(id={"z": "text", "a": 7, "negative": -3, "no": False, "yes": True, "float": 1.5, "empty": ""}),
        html.P(id={"键": "值 🦀", "dots": "a.b...c", "quotes": "\"'\\"}),
        html.P(id="x-y_z: 1 / é"),
        html.P(**{"data-": 0, "data-list": [1, {"a": None}], "data-null": None, "aria-hidden": True, "aria-x": "y"}),
        html.Label("l", htmlFor="in", accessKey="k", draggable="true", dir="rtl", spellCheck=False),
    ],
    id={"root": 0},
    **{"data-text": "in a property"},
)
