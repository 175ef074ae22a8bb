"""The recorded answers are worth something: a verifier with any one rule bent gives another answer somewhere."""

import pytest

from tests.vm.verifier import mutants
from vm.verifier import verify


@pytest.fixture(scope="module")
def rows() -> list[mutants.Expected]:
    return mutants.expectations()


def test_the_verifier_itself_is_right(rows: list[mutants.Expected]) -> None:
    assert [row.name for row in rows if mutants.notices(verify, row)] == []


@pytest.mark.parametrize("mutant", mutants.MUTANTS, ids=lambda mutant: mutant.name)
def test_somebody_notices(mutant: mutants.Mutant, rows: list[mutants.Expected]) -> None:
    assert mutants.killer(mutant, rows), "no recorded program notices: record one that does"
