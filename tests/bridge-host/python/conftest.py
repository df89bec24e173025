"""Runs Dash's own tests without a display, and with BRIDGE_HOST against a server that is not Python's.

`cargo xtask bridge` lays this file and the package `bridge` beside the folder `tests` of Dash's repository.

BRIDGE_HOST      the server's program; the path of a manifest is its argument. Without it Python serves.
BRIDGE_RESULTS   a file to which the outcome of each case is appended, one JSON object a line
BRIDGE_LOGS      a folder for the manifests and logs of apps whose test failed
"""

import os
import tempfile

import pytest
from selenium.webdriver.chrome.options import Options

from bridge.results import Results

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    # The sandbox does not work for root; the pages come from this machine alone, and can reach no other.
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
    # Some tests measure elements.
    "--window-size=1280,1000",
]

profiles = tempfile.TemporaryDirectory(prefix="bridge-profiles-", ignore_cleanup_errors=True)


def pytest_setup_options():
    """The options of each browser; a hook of Dash's own pytest plugin."""
    options = Options()
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument("--user-data-dir=" + tempfile.mkdtemp(dir=profiles.name))
    return options


def pytest_configure(config):
    if "BRIDGE_RESULTS" in os.environ:
        config.pluginmanager.register(Results(os.environ["BRIDGE_RESULTS"]))


def pytest_unconfigure(config):
    profiles.cleanup()


if "BRIDGE_HOST" in os.environ:
    from bridge.runner import Runner

    # A fixture of a conftest wins over one of the same name in a plugin, here in Dash's.
    @pytest.fixture
    def dash_thread_server():
        with Runner(os.environ["BRIDGE_HOST"]) as runner:
            yield runner

    @pytest.fixture
    def dash_multi_process_server(dash_thread_server):
        return dash_thread_server

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(item, call):
        report = (yield).get_result()
        runner = getattr(item, "funcargs", {}).get("dash_thread_server")
        if not isinstance(runner, Runner):
            return
        report.served = runner.served
        if report.failed:
            report.sections.append(("the server's log", runner.log()))
            if "BRIDGE_LOGS" in os.environ:
                runner.keep(os.environ["BRIDGE_LOGS"], item.nodeid)
