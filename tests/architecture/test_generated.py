"""Generated files are what their generators say."""

import pytest

from vm.export.files import FILES, ROOT


@pytest.mark.parametrize("name", FILES)
def test_generated_file_is_fresh(name: str) -> None:
    assert (ROOT / name).read_text() == FILES[name](), "run python -m vm.export"
