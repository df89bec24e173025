"""A layout of several components."""

from dash import Dash, html

app = Dash(__name__)
app.layout = [html.H1("Title"), html.P(["text", html.Br(), "more"])]
