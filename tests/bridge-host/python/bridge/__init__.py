"""Dash's own tests against a server that is not Python's: see `runner`, `manifest` and `oracle`."""
