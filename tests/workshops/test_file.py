"""The authoring file: every mistake has its place, everything read can be written, the schema is the classes'."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from playground.workshops import document, prose
from playground.workshops import format as authoring
from playground.workshops.dryrun import dry_run
from playground.workshops.player import Player
from tests.workshops.conftest import FILE

ROOT = Path(__file__).parents[2]
MISTAKES = yaml.safe_load((ROOT / "tests/cases/workshops/mistakes.yaml").read_text())
SHIPPED = sorted((ROOT / "workshops").glob("*.md"))
FRONT = "---\ntitle: x\n---\n"
STEP = "```asm starter\nexit\n```\n```asm solution\nr0 = 0\nexit\n```\n```yaml test\nname: n\nexpect: {}\n```\n\n\n\n"


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["name"])
def test_mistakes_have_their_place(case: dict) -> None:
    with pytest.raises(authoring.FormatError) as caught:
        authoring.read(case["file"].replace("FRONT", FRONT).replace("STEP", STEP))
    told = [f"{d.span.line}:{d.span.column} {d.code}" for d in caught.value.diagnostics]
    assert told == case["mistakes"]


@pytest.mark.parametrize(
    "text", [FILE, *(path.read_text() for path in SHIPPED)], ids=["class", *(p.stem for p in SHIPPED)]
)
def test_what_is_read_can_be_written(text: str) -> None:
    workshop = authoring.read(text)
    written = authoring.write(workshop)
    assert authoring.read(written) == workshop
    assert authoring.write(authoring.read(written)) == written
    jsonschema.validate(json.loads(workshop.model_dump_json(exclude_none=True)), document.schema())


def test_the_documented_schema_is_fresh() -> None:
    assert json.loads((ROOT / "docs/workshop.schema.json").read_text()) == document.schema()


def test_prose_runs_no_script() -> None:
    shown = prose.html('<script>x</script> [a](javascript:x) <img src=x onerror=y> ![i](http://x/y) [b](http://x "t")')
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert 'rel="nofollow noopener ugc"' in shown


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_workshops_prove_themselves(path: Path, sandbox) -> None:
    """Every solution passes, every starter fails; the hidden tests too."""
    workshop = authoring.read(path.read_text())
    report = dry_run(workshop, Player(sandbox))
    assert [step for step in report["steps"] if not step["ok"]] == []
    assert 6 <= len(workshop.steps) <= 9
    assert all(step.hints and step.prose for step in workshop.steps)
