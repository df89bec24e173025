"""C15: the app's own files are served, but none of them is on the page."""

from pathlib import Path

from dash import Dash, html

app = Dash(
    __name__,
    assets_folder=str(Path(__file__).parent.parent / "assets"),
    include_assets_files=False,
    url_base_pathname="/in/",
)
app.layout = html.Div()
