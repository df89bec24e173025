"""Starts the server under test for an app, in place of the runner of `dash.testing`."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading

from .manifest import write_manifest
from .oracle import Oracle

ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):(\d+)")


class ServerFailed(Exception):
    """The server ended, or said nothing, before it listened."""


class Runner:
    """What Dash's fixtures expect of a runner: `runner(app)`, `port`, `url`, `started`, `stop()`."""

    def __init__(self, program):
        self.program = program
        self.port = None
        self.started = self.served = False
        self.process = self.oracle = None
        self.folder = tempfile.mkdtemp(prefix="bridge-")
        self.lines = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __call__(self, app, **options):
        return self.start(app, **options)

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    def start(self, app, start_timeout=20, **options):
        self.stop()
        # A second server of a test takes the place of the first: the page does not know of the change.
        port = options.pop("port", self.port or 0)
        prepare(app, options)
        self.oracle = Oracle(app)
        manifest = os.path.join(self.folder, "manifest.json")
        write_manifest(manifest, app, self.oracle.url)
        environment = dict(os.environ, HOST="127.0.0.1", PORT=str(port))
        self.process = subprocess.Popen(
            [self.program, manifest],
            env=environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf8",
            errors="replace",
        )
        announced = threading.Event()
        threading.Thread(target=self._read, args=(self.process, announced), daemon=True).start()
        # It is set as well when the program ends.
        if not announced.wait(start_timeout) or self.port is None or self.process.poll() is not None:
            raise ServerFailed(f"{self.program} {manifest} did not start:\n{self.log()}")
        self.started = self.served = True

    def _read(self, process, announced):
        for line in process.stdout:
            self.lines.append(line)
            address = ADDRESS.search(line)
            if address and not announced.is_set():
                self.port = int(address.group(1))
                announced.set()
        announced.set()

    def log(self):
        return "".join(self.lines)

    def keep(self, folder, case):
        """Saves what explains a failure."""
        name = re.sub(r"[^\w.-]+", "_", case.rpartition("/")[2])
        target = os.path.join(folder, name)
        os.makedirs(target, exist_ok=True)
        with open(os.path.join(target, "host.log"), "w", encoding="utf8") as file:
            file.write(self.log())
        manifest = os.path.join(self.folder, "manifest.json")
        if os.path.exists(manifest):
            shutil.copy(manifest, target)

    def stop(self):
        if self.process is not None:
            # As an impatient user does: a second signal does not wait for callbacks that still run.
            for end in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
                self.process.send_signal(end)
                try:
                    self.process.wait(2)
                    break
                except subprocess.TimeoutExpired:
                    continue
        if self.oracle is not None:
            self.oracle.close()
        self.process = self.oracle = None
        self.started = False


def prepare(app, options):
    """What `Dash.run` does before it listens."""
    options.setdefault("dev_tools_disable_version_check", True)
    app.scripts.config.serve_locally = app.css.config.serve_locally = True
    for option in ("host", "use_reloader", "use_debugger", "threaded"):
        options.pop(option, None)
    if options.get("debug"):
        app.enable_dev_tools(**options)
    # What Flask would do at the first request: pages are found, global callbacks are taken over.
    with app.server.test_request_context("/"):
        app.server.preprocess_request()
    app._setup_server()
