"""A variant costs one file. A file that does not hold what it must stops the start, loudly."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.common.catalog import BrokenCatalogue, find_variants

GOOD = "from fractions import Fraction\nclass Variant(Fraction):\n    key = {key!r}\nVARIANT = Variant(1)\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A new package of variants, forgotten afterwards."""
    name = f"variants_{abs(hash(request.node.nodeid))}"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path / name
    for module in [module for module in sys.modules if module.partition(".")[0] == name]:
        del sys.modules[module]


def _find(package: Path) -> dict[str, object]:
    from fractions import Fraction

    return find_variants(package.name, "VARIANT", Fraction)


def test_each_file_is_one_variant_in_the_order_of_names(package: Path) -> None:
    for key in ("beta", "alpha"):
        (package / f"{key}.py").write_text(GOOD.format(key=key))
    (package / "_helper.py").write_text("raise RuntimeError('never imported')")
    assert list(_find(package)) == ["alpha", "beta"]


def test_an_empty_folder_has_no_variants(package: Path) -> None:
    assert _find(package) == {}


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ("", "holds no VARIANT"),
        ("VARIANT = 'text'", "holds no VARIANT"),
        ("from fractions import Fraction\nVARIANT = Fraction", "holds no VARIANT"),
        (GOOD.format(key="other"), "file and key must agree"),
        ("from fractions import Fraction\nVARIANT = Fraction(1)", "file and key must agree"),
    ],
)
def test_a_file_that_holds_something_else_stops_the_start(package: Path, contents: str, said: str) -> None:
    (package / "alpha.py").write_text(contents)
    with pytest.raises(BrokenCatalogue, match=said):
        _find(package)
