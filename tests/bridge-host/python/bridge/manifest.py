"""Writes down what a test says about its app."""

import inspect
import os
import sys

from dash._grouping import flatten_grouping
from dash._utils import to_json
from dash.development.base_component import ComponentRegistry

SETTINGS = [
    "assets_external_path",
    "assets_ignore",
    "assets_path_ignore",
    "assets_url_path",
    "eager_loading",
    "external_scripts",
    "external_stylesheets",
    "include_assets_files",
    "meta_tags",
    "prevent_initial_callbacks",
    "requests_pathname_prefix",
    "routes_pathname_prefix",
    "suppress_callback_exceptions",
    "update_title",
]


def write_manifest(path, app, oracle):
    with app.server.test_request_context("/"):
        config = app._config()
    manifest = {
        "bridge": oracle,
        "config": config,
        "title": app.title,
        "index_string": app.index_string,
        "assets_folder": os.path.abspath(app.config.assets_folder or "assets"),
        "app": settings(app),
        "inline_scripts": list(app._inline_scripts),
        "renderer": app.renderer,
        "debug": bool(app._dev_tools.ui),
        "dependencies": app._callback_list,
        "callbacks": {
            output: callback(app, output, declared)
            for output, declared in app.callback_map.items()
            if "callback" in declared
        },
        "packages": {name: folder(name) for name in [*ComponentRegistry.registry, "dash"] if name in sys.modules},
        "js_dist": ComponentRegistry.get_resources("_js_dist"),
        "css_dist": ComponentRegistry.get_resources("_css_dist"),
    }
    with open(path, "w", encoding="utf8") as file:
        file.write(to_json(manifest))


def settings(app):
    told = {name: app.config.get(name) for name in SETTINGS}
    # The older way to name files of other servers.
    told["external_scripts"] = [*told["external_scripts"], *appended(app.scripts, "src")]
    told["external_stylesheets"] = [*told["external_stylesheets"], *appended(app.css, "href")]
    return told


def appended(resources, url):
    found = [it for it in resources._resources._resources if "external_url" in it]
    return [{**it.get("attributes", {}), url: it["external_url"]} for it in found]


def callback(app, output, declared):
    function = declared["callback"].__wrapped__
    no_output = bool(declared.get("no_output"))
    endpoints = [path for path, served in app.callback_api_paths.items() if served is function]
    return {
        "multi": output.startswith(".."),
        "no_output": no_output,
        "outputs": [] if no_output else [str(it) for it in flatten_grouping(declared["output"])],
        "arguments": list(inspect.signature(function).parameters),
        "api_endpoint": endpoints[0] if endpoints else None,
        "on_error": error_handler(app, declared) is not None,
    }


def error_handler(app, declared):
    """The function for errors of a callback: its own, or that of the app."""
    return argument(declared, "on_error") or app._on_error


def argument(declared, name):
    """What was declared and only Dash's wrapper around the function still knows."""
    return inspect.getclosurevars(declared["callback"]).nonlocals.get(name)


def folder(package):
    return os.path.dirname(os.path.abspath(sys.modules[package].__file__))
