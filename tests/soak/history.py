"""What was promised and what was told: the record that is judged at the end."""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field

import httpx

ENDED = {"done", "rejected", "fault", "limit", "stopped", "error"}


@dataclass
class History:
    """Accepted runs with the frames that a socket told (texts), how each ended, and answers that break a promise."""

    accepted: dict[str, list[str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def refusal(self, answer: httpx.Response) -> None:
        """A refusal is 429 or 503, typed, and says when to come back."""
        try:
            code = answer.json()["error"]["code"]
        except (ValueError, KeyError, TypeError):
            self.broken.append(f"an answer {answer.status_code} without a typed error: {answer.text[:80]!r}")
            return
        self.refused[f"{answer.status_code} {code}"] += 1
        if answer.status_code not in {429, 503} or not answer.headers.get("Retry-After"):
            self.broken.append(f"a refusal {answer.status_code} {code} that does not say when to come back")

    async def settle(self, http: httpx.AsyncClient, seconds: float) -> None:
        """Wait for every end, then compare the frames kept with the frames told."""
        deadline = time.monotonic() + seconds
        waiting = set(self.accepted)
        while waiting and time.monotonic() < deadline:
            for run_id in sorted(waiting):
                run = (await http.get(f"/api/v1/runs/{run_id}")).json()
                if run.get("state") in ENDED:
                    self.states[run_id] = run["state"]
                    waiting.discard(run_id)
            await asyncio.sleep(0.5)
        for run_id in waiting:
            self.broken.append(f"run {run_id} did not end")
        for run_id, told in self.accepted.items():
            await self._compare(http, run_id, told)

    async def _compare(self, http: httpx.AsyncClient, run_id: str, told: list[str]) -> None:
        kept = (await http.get(f"/api/v1/runs/{run_id}/frames")).json()["frames"]
        if [frame["seq"] for frame in kept] != list(range(len(kept))):
            self.broken.append(f"run {run_id}: frames {[frame['seq'] for frame in kept]} are not complete")
        frames = [json.loads(text) for text in told]
        if frames != kept[: len(frames)]:
            self.broken.append(f"run {run_id}: a socket told other frames than are kept")
        if run_id in self.states and (not kept or kept[-1]["events"][-1]["type"] != "finished"):
            self.broken.append(f"run {run_id} is {self.states[run_id]} and no frame says so")

    def wrong(self) -> list[str]:
        """One line for each promise that was broken."""
        return self.broken + ([] if self.accepted else ["no run was ever accepted"])

    def summary(self) -> str:
        ends = ", ".join(f"{count} {state}" for state, count in Counter(self.states.values()).most_common())
        no = ", ".join(f"{count} x {what}" for what, count in self.refused.most_common()) or "none"
        whole = sum(1 for told in self.accepted.values() if told and '"finished"' in told[-1])
        return f"{len(self.accepted)} runs accepted: {ends}; {whole} watched to the end; refused at the door: {no}"
