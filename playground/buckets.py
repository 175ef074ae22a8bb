"""Token buckets in the store, one set for all web processes; in this process's memory while the store is down.

A bucket is one number: when it will be full again (the "generic cell rate algorithm"). Names of people and addresses
are never kept, only their keyed hash.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.conf import settings

from playground import store

REMEMBERED: Final = 20_000  # buckets in memory
AWAY_SECONDS: Final = 5.0  # a store that failed is not asked again for so long


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket of `burst` tokens that refills with `per_second`."""

    burst: float
    per_second: float


Asked = Sequence[tuple[str, Rate]]
"""Whose token, at which rate; one token of each, or none of any"""

# KEYS buckets; ARGV: "1" to take, then burst and tokens a second of each bucket. Seconds to wait.
SCRIPT: Final = """
local clock = redis.call('TIME')
local now, wait, full = clock[1] + clock[2] / 1e6, 0, {}
for n, key in ipairs(KEYS) do
  local burst, rate = tonumber(ARGV[2 * n]), tonumber(ARGV[2 * n + 1])
  full[n] = math.max(tonumber(redis.call('GET', key) or now), now) + 1 / rate
  wait = math.max(wait, full[n] - now - burst / rate)
end
if wait < 1e-4 then
  wait = 0
  if ARGV[1] == '1' then
    for n, key in ipairs(KEYS) do
      redis.call('SET', key, string.format('%.6f', full[n]), 'PX', math.ceil((full[n] - now) * 1000))
    end
  end
end
return tostring(wait)
"""


def _key(who: str) -> str:
    return "bucket:" + hashlib.blake2b(who.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()


@dataclass(slots=True)
class Memory:
    """Buckets of one process: key -> when it will be full again."""

    full: OrderedDict[str, float] = field(default_factory=OrderedDict)

    def ask(self, asked: Asked, *, take: bool, now: float) -> float:
        """Seconds until every bucket has a token."""
        full = [max(self.full.get(_key(who), now), now) + 1 / rate.per_second for who, rate in asked]
        waits = [then - now - rate.burst / rate.per_second for then, (_, rate) in zip(full, asked, strict=True)]
        wait = max(0.0, *waits)
        if wait < 1e-4:
            wait = 0.0
            if take:
                self._keep({_key(who): then for then, (who, _) in zip(full, asked, strict=True)})
        return wait

    def _keep(self, full: dict[str, float]) -> None:
        for key, then in full.items():
            self.full[key] = then
            self.full.move_to_end(key)
        while len(self.full) > REMEMBERED:
            self.full.popitem(last=False)


_memory = Memory()
_away = -AWAY_SECONDS  # when the store failed last


def _ask(asked: Asked, *, take: bool) -> float:
    global _away  # noqa: PLW0603 - one store, one memory of it
    now = time.monotonic()
    if now - _away > AWAY_SECONDS:
        rates = [number for _, rate in asked for number in (rate.burst, rate.per_second)]
        try:
            keys = [_key(who) for who, _ in asked]
            return float(store.sync().eval(SCRIPT, len(keys), *keys, "1" if take else "0", *rates))
        except store.Down:
            _away = now
    return _memory.ask(asked, take=take, now=now)


def take(asked: Asked) -> float:
    """Take a token of each bucket: 0. When one has none, nothing is taken, and so many seconds are to be waited."""
    return _ask(asked, take=True)


def peek(asked: Asked) -> float:
    """What `take` would say, without taking."""
    return _ask(asked, take=False)
