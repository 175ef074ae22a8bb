"""The one factory of connections to Redis or Valkey. Every timeout is said here.

redis-py closes connections that were idle for 5 s by default, and with them every quiet socket;
blocking reads therefore get a timeout above their own.
"""

from functools import cache
from typing import Final

import redis
import redis.asyncio
from django.conf import settings

ANSWER_SECONDS: Final = 2.0  # a store that needs longer counts as down
BLOCK_SECONDS: Final = 5.0  # one blocking read; then the reader looks around

Down = (redis.RedisError, OSError)


@cache
def sync() -> redis.Redis:
    """For threads and the worker. Safe to share, not across forks."""
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=ANSWER_SECONDS,
        socket_connect_timeout=ANSWER_SECONDS,
        health_check_interval=10,
        decode_responses=True,
    )


def asynchronous(*, blocking: bool = False) -> "redis.asyncio.Redis":
    """For the event loop that calls it; the caller closes it."""
    return redis.asyncio.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=ANSWER_SECONDS + (BLOCK_SECONDS if blocking else 0),
        socket_connect_timeout=ANSWER_SECONDS,
        health_check_interval=10,
        decode_responses=True,
    )
