"""A component package with an entry of every kind."""

from dash.development.base_component import Component

__version__ = "1.2.0"
_js_dist = [
    {"external_url": "https://example.com/first.js", "external_only": True, "attributes": {"crossorigin": "anonymous"}},
    {"relative_package_path": "async-Editor.js", "async": True},
    {"relative_package_path": "own.min.js", "dev_package_path": "own.dev.js"},
    {"relative_package_path": "own.min.js.map", "dynamic": True},
    {"relative_package_path": "second.js", "attributes": {"type": "module"}},
    {"dev_package_path": "proptypes.js", "dev_only": True},
]
_css_dist = [{"relative_package_path": "own.css"}]
for entry in _js_dist + _css_dist:
    entry["namespace"] = "own_components"


class Panel(Component):
    _children_props = ["title", "items[].label"]
    _namespace = "own"
    _type = "Panel"
