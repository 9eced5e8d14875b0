"""A seal in each document: whatever is altered shows."""

import pytest

from core.reporting.contents import from_json, to_json
from core.reporting.html import html
from core.reporting.pdf import pages, pdf
from core.reporting.sealing import is_unaltered, sealed, signed
from core.storage.vault import Vault
from tests.core.reporting.samples import MADE, sample

OURS, THEIRS = Vault(b"o" * 32), Vault(b"t" * 32)


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    contents = signed(OURS, sample())
    made = {"pdf": pdf(contents, MADE), "html": html(contents), "json": to_json(contents)}
    return {form: sealed(OURS, form, data) for form, data in made.items()}


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_an_unaltered_document_is_known(documents: dict[str, bytes], form: str) -> None:
    assert is_unaltered(OURS, documents[form])
    assert not is_unaltered(THEIRS, documents[form])


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_every_altered_byte_shows(documents: dict[str, bytes], form: str) -> None:
    document = documents[form]
    near_the_seal = range(len(document) - 400, len(document))
    for at in (*range(0, len(document), max(1, len(document) // 400)), *near_the_seal):
        altered = bytearray(document)
        altered[at] ^= 1
        assert not is_unaltered(OURS, bytes(altered)), f"byte {at} of {len(document)}"


@pytest.mark.parametrize("form", ["pdf", "html", "json"])
def test_what_is_added_or_cut_shows(documents: dict[str, bytes], form: str) -> None:
    document = documents[form]
    for other in (document + b"\n", b" " + document, document[:-1], document[1:], document + document, b""):
        assert not is_unaltered(OURS, other)


def test_a_seal_cannot_be_carried_to_another_document(documents: dict[str, bytes]) -> None:
    other = sealed(THEIRS, "html", html(sample(headline="All is well.")))
    start = b"<!-- Plainwell seal "
    mine = documents["html"]
    seal = mine[mine.index(start) : mine.index(start) + len(start) + 64]
    place = other.index(start)
    assert not is_unaltered(OURS, other[:place] + seal + other[place + len(seal) :])


def test_a_sealed_document_still_opens(documents: dict[str, bytes]) -> None:
    assert pages(documents["pdf"]) == 3
    assert documents["pdf"].rstrip().endswith(b"%%EOF")
    assert from_json(documents["json"]).headline == sample().headline


def test_the_signature_follows_the_contents() -> None:
    first = signed(OURS, sample())
    assert first.signature == signed(OURS, first).signature
    assert first.signature != signed(OURS, sample(headline="All is well.")).signature
    assert first.signature != signed(THEIRS, sample()).signature
