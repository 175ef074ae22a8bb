"""`python -m playground.sandbox`: the fork server on descriptor 0. Only `client` starts it."""

import importlib
import os
import socket
import sys

from playground.sandbox import jobs, server

if __name__ == "__main__":
    for module in sys.argv[1:]:  # tests add jobs of their own: attempts to break out
        jobs.JOBS.update(importlib.import_module(module).JOBS)
    os.set_inheritable(0, False)
    server.main(socket.socket(fileno=os.dup(0)))
