"""Components inside properties other than children, and deep inside children."""

from dash import Dash, Input, Output, dcc, html

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Tabs(
            [
                dcc.Tab(html.Div("one", id="one"), label=html.B("1", id="label"), value="1"),
                dcc.Tab("two", label="2", value="2"),
            ],
            value="1",
            id="tabs",
        ),
        dcc.Loading(html.Div(html.Div(html.Div(id="deep"))), custom_spinner=html.I("wait", id="spinner")),
        dcc.Checklist(
            [{"label": html.U("u"), "value": "u"}, {"label": "v", "value": "v"}], ["u"], id="list"
        ),
    ]
)


@app.callback(Output("tabs", "children"), Input("list", "value"))
def tabs(values):
    return [dcc.Tab(html.P(value), label=html.B(value), value=value) for value in values]


@app.callback(Output("list", "options"), Input("tabs", "value"))
def options(value):
    return [{"label": html.U(value), "value": value}]
