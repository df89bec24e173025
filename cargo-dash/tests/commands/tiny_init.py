import json
import os as _os

import dash as _dash

from ._imports_ import *
from ._imports_ import __all__

_basepath = _os.path.dirname(__file__)
_filepath = _os.path.abspath(_os.path.join(_basepath, "package-info.json"))
with open(_filepath) as f:
    package = json.load(f)

package_name = package["name"].replace(" ", "_")
__version__ = package["version"]

raise SystemExit("a package that is added must not be run")

_js_dist = [{"relative_package_path": "tiny.js", "external_url": _dash.nowhere(), "namespace": package_name}]
_js_dist.extend(
    [
        {"relative_package_path": f"{name}.js", "namespace": package_name, "async": True}
        for name in ["chunk", "never-shipped"]
    ]
)
_css_dist = [{"relative_package_path": "tiny.css", "namespace": package_name}]
