"""C10: a page of the app's own around the app, with all marks, one of them twice, and others that mean nothing."""

from dash import Dash, html

app = Dash(
    __name__,
    title="Own",
    update_title=None,
    external_scripts=["https://example.com/a.js"],
    meta_tags=[{"http-equiv": "X-UA-Compatible", "content": "none"}],
    index_string="""<!DOCTYPE html>
<html lang="en">
    <head>
        {%metas%}
        <title>{%title%} - {%title%}</title>
        {%favicon%}
        {%css%}
        <style>p { margin: 0 }</style>
    </head>
    <body class="a b">
        <p>before {%nothing%}</p>
        <main>{%app_entry%}</main>
        <footer id="end">
            {%config%}
            <script>window.before = 1;</script>
            {%scripts%}
            {%renderer%}
            <script>window.after = 2;</script>
        </footer>
    </body>
</html>""",
)
app.layout = html.Div("Hello")
