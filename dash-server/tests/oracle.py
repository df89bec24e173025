"""Makes Python Dash serve the pages of apps, as a list of settings on standard input says, and prints what it says."""

import importlib
import json
import logging
import sys

from dash import Dash


def answer(question):
    if "package" in question:
        sys.path.insert(0, question["package"]["site_packages"])
        importlib.import_module(question["package"]["name"])
    app = Dash("app", **question["settings"])
    app.layout = []
    if question["renderer"] is not None:
        app.renderer = question["renderer"]
    tools = {f"dev_tools_{name}": on for name, on in question["tools"].items()}
    app.enable_dev_tools(debug=question["debug"], **tools)
    client = app.server.test_client()
    page = client.get("/").get_data(as_text=True)
    reload_hash = client.get("/_reload-hash").get_json()
    # Those of the other page: how a script defines a function is for each server to say.
    app._inline_scripts = question["inline_scripts"]
    hashes = [app.csp_hashes(algorithm) for algorithm in ("sha256", "sha384", "sha512")]
    return {"page": page, "reload_hash": reload_hash, "hashes": hashes}


sys.dont_write_bytecode = True
# Else Dash tells of each setting that it would have chosen otherwise.
logging.disable(logging.CRITICAL)
print(json.dumps([answer(question) for question in json.load(sys.stdin)]))
