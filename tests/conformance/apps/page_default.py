"""C1, C2, C5: the page of an app without settings, at every path that is nothing else."""

from dash import Dash, html

app = Dash(__name__)
app.layout = html.Div("Hello")
