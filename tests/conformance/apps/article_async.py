"""The async article's app, with jobs that need no second and no luck."""

import asyncio

import feffery_antd_components as fac
from dash import Dash, Input, Output, html

app = Dash(__name__)
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


async def job(number):
    await asyncio.sleep(0.01)
    return number * number


@app.callback(
    Output("result", "children"),
    Input("execute", "nClicks"),
    running=[(Output("execute", "loading"), True, False)],
    prevent_initial_call=True,
)
async def demo(clicks):
    results = await asyncio.gather(*[job(number) for number in range(clicks, clicks + 5)])
    return f"本次计算结果：{results}"
