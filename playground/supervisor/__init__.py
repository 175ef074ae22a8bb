"""The embedded default: one process that starts the store, the worker and the web, and stops them in order.

Needs nothing of the machine but Python. Each part lives in a session of its own, so that Ctrl-C
reaches the supervisor alone, and dies with it even when it is killed.
"""
