"""`python -m playground.runs.alive`: exit 0 while tasks come through the worker; for a container's health check."""

import json
import os
import sys
import time

import redis

KEY = "worker:progress"  # as in playground.runs.health, without its imports
PATIENCE = 40.0

if __name__ == "__main__":
    found = redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=3, socket_connect_timeout=3).get(KEY)
    sys.exit(not (isinstance(found, bytes) and time.time() - json.loads(found)["at"] < PATIENCE))
