"""Does for the server under test what only Python can: calls the functions of the app."""

import asyncio
import inspect
import json
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dash import no_update
from dash._callback_context import context_value
from dash._grouping import flatten_grouping, grouping_len, map_grouping
from dash._no_update import NoUpdate
from dash._utils import AttributeDict, to_json
from dash.exceptions import PreventUpdate

from .manifest import argument, error_handler


class Oracle:
    """An HTTP server inside the process of the test, so that functions share their objects with it.

    `POST /layout`, `POST /call` and `POST /recover` take and give JSON.
    """

    def __init__(self, app):
        self.app = app
        self.errors = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def _handler(self):
        questions = {"/layout": self.layout, "/call": self.call, "/recover": self.recover}

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                """A test's output is about the test."""

            def do_POST(self):
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                try:
                    status, answer = 200, to_json(questions[self.path](question))
                except Exception:
                    status, answer = 500, traceback.format_exc()
                answer = answer.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        return Handler

    def layout(self, _):
        """The layout, made anew where it is a function."""
        with self.app.server.test_request_context("/"):
            return {"layout": self.app.get_layout()}

    def call(self, question):
        """One call of a user's function."""
        callback = self.app.callback_map[question["id"]]
        return self._answer(question, lambda: run(callback, question["args"]))

    def recover(self, question):
        """One call of the function for errors, with the error of an earlier call."""

        def handle():
            callback = self.app.callback_map[question["id"]]
            value = error_handler(self.app, callback)(self.errors[question["error"]])
            return no_update if value is None and not question["no_output"] else value

        return self._answer(question, handle)

    def _answer(self, question, work):
        response = Response()
        ctx = context(question["ctx"], response)
        # Dash's own code groups what the function may see of its inputs and outputs.
        changed = [trigger["prop_id"] for trigger in ctx.triggered_inputs]
        self.app._prepare_callback(ctx, {"output": question["id"], "changedPropIds": changed})
        answer = {"status": "ok", "values": [], "set_props": {}, "cookies": response.cookies}
        token = context_value.set(ctx)
        try:
            value = work()
            answer["set_props"] = ctx.updated_props
            answer["returned_something"] = value is not None
            if not question["no_output"]:
                answer["values"] = values(self.app.callback_map[question["id"]], value, question)
        except PreventUpdate:
            answer["status"] = "prevent"
        except Exception as error:
            self.errors.append(error)
            answer.update(status="error", text=traceback.format_exc(), error=len(self.errors) - 1)
        finally:
            context_value.reset(token)
        return answer


class Response:
    """Stands for the HTTP response, to which a function may add."""

    def __init__(self):
        self.cookies = []

    def set_cookie(self, name, value):
        self.cookies.append([name, value])


def context(told, response):
    """`dash.ctx` for one call."""
    return AttributeDict(
        inputs_list=told["inputs_list"],
        states_list=told["states_list"],
        outputs_list=told["outputs_list"],
        input_values=told["inputs"],
        state_values=told["states"],
        triggered_inputs=told["triggered"],
        cookies=told["cookies"],
        headers=told["headers"],
        path=told["path"],
        remote=told["remote"],
        origin=told["origin"],
        dash_response=response,
        updated_props={},
        args={},
        custom_data={},
        timing_information={},
    )


def run(callback, flat):
    """Calls the function with its arguments, grouped as the declaration groups its inputs and states."""
    function = callback["callback"].__wrapped__
    indices = callback["inputs_state_indices"]
    grouped = map_grouping(lambda index: flat[index], indices) if grouping_len(indices) else []
    if isinstance(indices, dict):
        value = function(**grouped)
    elif isinstance(indices, (list, tuple)):
        value = function(*grouped)
    else:
        # One dependency that is no list: its value, be it a list.
        value = function(grouped)
    if inspect.isawaitable(value):

        async def awaited():
            return await value

        return asyncio.run(awaited())
    return value


def values(callback, value, question):
    """One value for each output."""
    if not question["multi"]:
        return [value]
    if NoUpdate.is_no_update(value):
        return [value] * len(question["ctx"]["outputs_list"])
    return flatten_grouping(list(value) if isinstance(value, tuple) else value, argument(callback, "output"))
