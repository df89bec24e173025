"""Writes down what came of each case, as soon as it is known."""

import json

# Of the phases of a case, what is worse hides what is better.
ORDER = ["passed", "skipped", "failed", "error"]


class Results:
    def __init__(self, path):
        self.path = path
        self.cases = {}

    def pytest_collectreport(self, report):
        if report.failed:
            self.write(report.nodeid, "error", 0, False, str(report.longrepr))

    def pytest_runtest_logreport(self, report):
        case = self.cases.setdefault(report.nodeid, {"outcome": "passed", "seconds": 0, "served": False, "text": ""})
        outcome = report.outcome
        if report.failed and report.when != "call":
            outcome = "error"
        case["seconds"] += report.duration
        # Whether the server under test was started at all.
        case["served"] |= getattr(report, "served", False)
        if ORDER.index(outcome) > ORDER.index(case["outcome"]):
            case.update(outcome=outcome, text=reason(report))
        if report.when == "teardown":
            self.write(report.nodeid, **self.cases.pop(report.nodeid))

    def write(self, case, outcome, seconds, served, text):
        line = {"case": case, "outcome": outcome, "seconds": round(seconds, 1), "served": served, "text": text}
        with open(self.path, "a", encoding="utf8") as file:
            file.write(json.dumps(line) + "\n")


def reason(report):
    """The line that says what went wrong."""
    if report.skipped:
        return str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr)
    crash = getattr(report.longrepr, "reprcrash", None)
    return crash.message if crash else str(report.longrepr)
