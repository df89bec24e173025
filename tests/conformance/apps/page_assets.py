"""C15: the app's own files on the page, sorted; what the two ignore settings leave out is served all the same."""

from pathlib import Path

from dash import Dash, html

app = Dash(
    __name__,
    assets_folder=str(Path(__file__).parent.parent / "assets"),
    assets_url_path="own/files",
    assets_ignore="^draft",
    assets_path_ignore=["^ol?d$"],
)
app.layout = html.Img(src=app.get_asset_url("a b.png"))
