"""Prints what Python itself says that the modules named on the command line register, once they are imported."""

import importlib
import json
import os
import sys

import dash._dash_renderer


def registered(package, entry):
    """Each path with whether it is a tag without and with development bundles, as dash/resources.py selects them."""
    paths = lambda key: [entry[key]] if isinstance(entry.get(key), str) else entry.get(key) or []
    dynamic = bool(entry.get("dynamic") or entry.get("async"))
    normal, dev = paths("relative_package_path"), paths("dev_package_path")
    found = [[path, not dynamic, not dynamic and not dev] for path in normal]
    found += [[path, False, not dynamic] for path in dev]
    folder = os.path.dirname(importlib.import_module(package).__file__)
    return [item for item in found if os.path.exists(os.path.join(folder, item[0]))]


def components(module):
    exported = [getattr(module, name) for name in module.__all__ if isinstance(name, str)]
    return {c._type: c._children_props for c in exported if getattr(c, "_children_props", None) and hasattr(c, "_type")}


def facts(name):
    module = importlib.import_module(name)
    return {
        "version": module.__version__,
        "scripts": [item for entry in module._js_dist for item in registered(entry["namespace"], entry)],
        "styles": [item for entry in getattr(module, "_css_dist", []) for item in registered(entry["namespace"], entry)],
        "children_props": components(module) if hasattr(module, "__all__") else {},
    }


def react():
    paths = dash._dash_renderer._js_dist_dependencies[0]["relative_package_path"]
    return {"prod": paths["prod"], "dev": paths["dev"]}


print(json.dumps({"react": react(), "modules": {name: facts(name) for name in sys.argv[1:]}}))
