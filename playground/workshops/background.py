"""What can wait: dry runs, and the smallest events that show a mistake."""

from typing import Final

from playground.programs import services as programs
from playground.wire import SnippetBody
from playground.workshops import texts
from playground.workshops.dryrun import dry_run
from playground.workshops.minimise import smallest
from playground.workshops.models import DONE, Submission, Workshop
from playground.workshops.player import Sandbox
from playground.workshops.tapes import TapePlayer

DRY_RUN_SECONDS: Final = 120.0


def find_smallest(submission_id: str, sandbox: Sandbox) -> None:
    """The smallest events for each failed test of an accepted program, as snippets."""
    submission = Submission.objects.select_related("work__room").filter(pk=submission_id, state=DONE).first()
    step = submission and texts.of(submission.work.room.text).step(submission.work.step)
    if submission is None or step is None or any(outcome["code"] for outcome in submission.outcomes):
        return
    play = TapePlayer(sandbox)
    failed = {outcome["name"] for outcome in submission.outcomes if not outcome["passed"]}
    found = {}
    for test in step.tests:
        if test.name in failed and (scenario := smallest(step, test, submission.source, play)):
            title = f"{step.title}: where it parts from the solution"[:200]
            body = SnippetBody(source=submission.source, title=title, scenario=scenario, seed=test.seed)
            found[test.name] = programs.save(body).pk
    Submission.objects.filter(pk=submission.pk).update(smallest=found)


def try_workshop(workshop_id: str, sandbox: Sandbox) -> None:
    """The dry run of a workshop's text as it is now."""
    workshop = Workshop.objects.filter(pk=workshop_id).first()
    if workshop is None:
        return
    play = TapePlayer(sandbox, patience=DRY_RUN_SECONDS)
    report = dry_run(texts.of(workshop.text), play)
    report |= {"state": DONE, "digest": workshop.digest}
    Workshop.objects.filter(pk=workshop_id, digest=workshop.digest).update(dry_run=report)
