"""The dry run: before a workshop is published, every solution must pass and every starter fail. No Django here."""

from typing import Any

from playground.workshops.document import Step, Workshop
from playground.workshops.grading import Grade, Play, grade


def dry_run(workshop: Workshop, play: Play) -> dict[str, Any]:
    """`{"ok", "system", "steps": [{"step", "ok", "message", "starter", "solution"}]}`."""
    steps = [_dry_step(step, play) for step in workshop.steps]
    return {"ok": all(step["ok"] for step in steps), "system": any(step["system"] for step in steps), "steps": steps}


def _dry_step(step: Step, play: Play) -> dict[str, Any]:
    starter = grade(step, step.tests, step.starter, play)
    solution = grade(step, step.tests, step.solution, play)
    message = _message(step, starter, solution)
    return {
        "step": step.id,
        "ok": not message,
        "system": starter.system or solution.system,
        "message": message,
        "starter": _spell(starter),
        "solution": _spell(solution),
    }


def _message(step: Step, starter: Grade, solution: Grade) -> str:
    if starter.system or solution.system:
        return "a test could not be played, by a fault of ours; try again"
    failed = [outcome.name for outcome in solution.outcomes if not outcome.passed]
    if failed:
        return f"the solution fails: {', '.join(failed)}"
    if starter.complete:
        return "the starter passes every test already"
    return ""


def _spell(grade: Grade) -> dict[str, Any]:
    return {
        "passed": grade.passed,
        "total": len(grade.outcomes),
        "code": grade.code,
        "outcomes": [outcome.as_json() for outcome in grade.outcomes],
    }
