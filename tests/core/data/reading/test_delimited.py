"""Delimited text of every make: encodings, separators, quotes, line ends; and generated files, whose content is known."""

import pytest
from hypothesis import given, settings

from tests.core.data.reading.generated import Style, judged, styles
from tests.core.data.reading.reads import reading_of

TEXT = "name,town,spent\nJosé,Zürich,3.5\nAnaïs,Orléans,4.5\nBjörn,Malmö,9.25\n"
ROWS = [["José", "Zürich", 3.5], ["Anaïs", "Orléans", 4.5], ["Björn", "Malmö", 9.25]]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "mac_roman", "cp850"],
)
def test_letters_with_accents_survive_every_encoding(encoding: str) -> None:
    assert reading_of(TEXT.encode(encoding)).rows() == ROWS


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1250", ["Łódź", "Kraków", "Gdańsk", "Poznań", "Świnoujście", "Zażółć gęślą jaźń"]),
        ("cp1251", ["Москва", "Казань", "Самара", "Омск", "Пермь", "Уфа"]),
        ("cp1253", ["Αθήνα", "Πάτρα", "Λάρισα", "Βόλος", "Χανιά", "Καβάλα"]),
        ("shift_jis", ["東京都", "大阪府", "京都府", "北海道", "福岡県", "沖縄県"]),
    ],
)
def test_letters_of_other_scripts_survive_their_code_pages(encoding: str, words: list[str]) -> None:
    text = "place,n\n" + "".join(f"{word},{number}.5\n" for number, word in enumerate(words))
    assert list(reading_of(text.encode(encoding)).frame["place"]) == words


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_any_line_end(mark: str, end: str) -> None:
    text = TEXT.replace(",", mark).replace("\n", end)
    assert reading_of(text).rows() == ROWS


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,b\n1,"ha ""ha"" ha"\n3,x\n', ['ha "ha" ha', "x"]),
        ('a,b\n1,"first line\nsecond line"\n3,x\n', ["first line\nsecond line", "x"]),
        ('a,b\n1,"one, two"\n3,"x"\n', ["one, two", "x"]),
        ("a,b\n1,\x00x\n3,y\x00\n", ["x", "y"]),
        ("a,b\n1,one\\, two\n3,x\n4,y\n5,z\n", ["one, two", "x", "y", "z"]),
        ("sep=,\na,b\n1,x\n3,y\n", ["x", "y"]),
    ],
)
def test_what_stands_in_a_cell_stays_in_it(text: str, cells: list[str]) -> None:
    assert list(reading_of(text).frame["b"]) == cells


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    lines = [f"{'ham' if n % 3 else 'spam'}\t{chr(34) if n % 5 == 0 else ''}message {n}, so it goes" for n in range(30)]
    read = reading_of("\n".join(lines))
    assert len(read.frame) == 30
    assert any("Quotes were kept as letters" in note for note in read.notes)


def test_cells_over_several_lines_in_the_last_column_stay_cells() -> None:
    text = "n,remark\n" + "".join(f'{n},"first {n}\nsecond"\n' for n in range(10))
    assert len(reading_of(text).frame) == 10


def test_a_cell_over_two_lines_is_one_cell_though_each_line_has_as_many_separators_as_a_row() -> None:
    read = reading_of('id,note\n1,"two\nlines, here"\n2,"say ""hi"""\n3,plain\n4,"more\nof, it"\n')
    assert list(read.frame["note"]) == ["two\nlines, here", 'say "hi"', "plain", "more\nof, it"]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", ":", "^", "~", " "])
def test_any_of_the_usual_signs_parts_the_columns(mark: str) -> None:
    lines = [mark.join(["name", "visits", "spent"]), *(mark.join([f"a{n}", str(n), f"{n}.5"]) for n in range(8))]
    read = reading_of("\n".join(lines))
    assert (read.names, len(read.frame)) == (["name", "visits", "spent"], 8)


def test_words_with_spaces_are_one_column() -> None:
    assert reading_of("who was\nAnna B\nBen C\nCleo D\n").names == ["who was"]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
def test_the_line_ends_of_old_macs_come_with_their_letters_or_without(encoding: str) -> None:
    text = "name;n\rMüller;1\rJörg;2\rRené;3\rNuñez;4\r"
    assert list(reading_of(text.encode(encoding)).frame["name"]) == ["Müller", "Jörg", "René", "Nuñez"]


def test_whole_lines_in_quotes_are_unwrapped() -> None:
    text = '"id,hotel,lead"\n' + "".join(f'"{n},""Resort, {n % 2}"",{n}.5"\n' for n in range(12))
    read = reading_of(text)
    assert (read.names, len(read.frame), read.frame["hotel"][0]) == (["id", "hotel", "lead"], 12, "Resort, 0")


def test_cells_that_are_all_in_quotes_are_not_taken_for_whole_lines_in_quotes() -> None:
    read = reading_of('"Report"\n"who";"n";"town"\n' + "".join(f'"Ela; Co";"{n}";"Rome"\n' for n in range(9)))
    assert (read.names, read.frame["who"][0]) == (["who", "n", "town"], "Ela; Co")


def test_the_owner_chooses_the_separator_and_the_encoding() -> None:
    assert reading_of("a;b,c\n1;2,3\n4;5,6\n", delimiter=";").names == ["a", "b,c"]
    assert reading_of("a,b\né,1\n".encode("cp850"), encoding="cp850").frame["a"][0] == "é"


@settings(max_examples=60)
@given(style=styles())
def test_a_generated_file_is_read_exactly_or_asked_about(style: Style) -> None:
    """`python -m tests.benchmarks.reading_generated` reads ten thousand."""
    outcome, columns = judged(style)
    assert outcome in {"exact", "asked", "refused"}, columns
