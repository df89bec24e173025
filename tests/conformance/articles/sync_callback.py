"""The sync article's app, for the browser: five jobs of a second one after the other."""

import random
import time

import feffery_antd_components as fac
from dash import Dash, Input, Output, html

app = Dash(__name__, title="sync")
app.layout = html.Div(
    fac.AntdSpace(
        [
            fac.AntdButton("执行计算", id="execute", type="primary", loadingChildren="计算中"),
            fac.AntdText(id="result"),
        ],
        direction="vertical",
    ),
    style={"padding": 50},
)


def job():
    time.sleep(1)
    return random.randint(0, 100)


@app.callback(
    Output("result", "children"),
    Input("execute", "nClicks"),
    running=[(Output("execute", "loading"), True, False)],
    prevent_initial_call=True,
)
def demo(_clicks):
    start = time.time()
    results = [job() for _ in range(5)]
    return f"本次计算结果：{results}, 计算耗时：{time.time() - start:.2f} 秒"
