"""Answers requests as Python Dash does, for all apps in `apps`, in one process and without a socket.

Reads one JSON object per line from standard input:

    {"app": name, "method": "POST", "path": "/...", "headers"?: {...}, "body"?: text}

and answers each with one line on standard output:

    {"status": int, "headers": [[name, value], ...], "body": text}     or {"error": text}

An app is a module of that name in `apps` with a global `app`. `oracle.py --serve MODULE PORT` serves the app of any
module, such as `articles.async_callback`, to a browser.
"""

import importlib
import json
import logging
import sys
import traceback

import flask.cli

sys.dont_write_bytecode = True


def answer(request):
    # Cookies are headers like others, and each request stands for itself.
    client = importlib.import_module(f"apps.{request['app']}").app.server.test_client(use_cookies=False)
    response = client.open(
        request["path"],
        method=request["method"],
        headers=request.get("headers", {}),
        data=request.get("body", "").encode(),
    )
    return {
        "status": response.status_code,
        "headers": list(response.headers),
        "body": response.get_data(as_text=True),
    }


def serve(module, port):
    # Flask has no other way to keep its banner to itself.
    flask.cli.show_server_banner = lambda *_: None
    importlib.import_module(module).app.run(host="127.0.0.1", port=port)


def main():
    # The packages that the Rust half links: a page has the scripts of all that some app has imported.
    for package in ("feffery_antd_components",):
        importlib.import_module(package)
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Exception:
            # An app that cannot be made, not a callback that fails: the other apps are none the worse for it.
            reply = {"error": traceback.format_exc()}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    # The tracebacks of callbacks that are meant to fail would only hide those that are not.
    logging.disable(logging.CRITICAL)
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2], int(sys.argv[3]))
    else:
        main()
