"""C31, C32: functions in JavaScript that the page brings along; the server declares them and never runs them."""

from dash import ALL, Dash, Input, Output, State, dcc, html

app = Dash(__name__)
app.layout = html.Div([dcc.Input(id="in"), html.P(id="a"), html.P(id="b"), html.P(id={"row": 1})])

app.clientside_callback('function(a){return a + "!";}', Output("a", "children"), Input("in", "value"))
app.clientside_callback(
    """
    (value, text) => {
        // A comment with "quotes", ünïcode and a < b && c > d.
        return [value, text];
    }
    """,
    Output("a", "title"),
    Output({"row": ALL}, "children"),
    Input("in", "value"),
    State("b", "children"),
    prevent_initial_call=True,
)
app.clientside_callback('function(a){return a + "!";}', [Output("b", "title")], [Input("in", "value")])
