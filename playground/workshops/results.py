"""What a submission came to, as its owner or the host may see it. Reads only."""

from typing import Any

from playground.workshops.document import Step
from playground.workshops.grading import told_to_participant
from playground.workshops.models import Submission


def describe(submission: Submission, step: Step, *, host: bool, ended: bool) -> dict[str, Any]:
    """A submission as its owner, or the host, may see it."""
    by_name = {test.name: test for test in step.tests}
    results = []
    for outcome in submission.outcomes:
        test = by_name.get(outcome["name"])
        if test is None:
            continue
        result = dict(outcome) if host else told_to_participant(test, outcome)
        snippet = submission.smallest.get(outcome["name"])
        if snippet and (host or ended):
            result["smallest"] = f"/s/{snippet}"
        results.append(result)
    return {
        "id": submission.pk,
        "kind": "submit" if submission.final else "check",
        "state": submission.state,
        "passed": sum(outcome["passed"] for outcome in submission.outcomes),
        "total": len(submission.outcomes),
        "points": submission.points,
        "earned": sum(outcome["points"] for outcome in submission.outcomes),
        "of": sum(outcome["of"] for outcome in submission.outcomes),
        "code": next((outcome["code"] for outcome in submission.outcomes if outcome["code"]), ""),
        "results": results,
    }
