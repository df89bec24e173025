"""A layout made anew for each page."""

from dash import Dash, Input, Output, dcc, html

notes = ["first"]


def layout():
    return html.Div([dcc.Input(id="in"), html.Ul([html.Li(note) for note in notes]), html.P(id="out")])


app = Dash(__name__)
app.layout = layout


@app.callback(Output("out", "children"), Input("in", "value"))
def note(text):
    notes.append(text)
    return len(notes)
