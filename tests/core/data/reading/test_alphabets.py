"""Western and central European code pages are told apart by their letters, or asked about."""

import pytest

from tests.core.data.reading.reads import reading_of


def table(words: list[str]) -> str:
    return "place,n\n" + "".join(f"{word},{number}.5\n" for number, word in enumerate(words))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("cp1250", ["Kraków", "Łódź", "Győr", "Květa", "Ádám"]),
        ("cp1250", ["Plzeň", "Jiří", "Šárka", "Děčín"]),
        ("cp1252", ["Málaga", "Nuñez", "Jaén", "Córdoba"]),
        ("cp1252", ["Orléans", "crème brûlée", "garçon", "Besançon"]),
        ("cp1252", ["Tromsø", "Ålesund", "Sæby"]),
        ("cp1250", ["Gyöngyi", "Győr", "Łucja", "Květa", "Ádám", "Plzeň", "Šárka", "Košice"]),
        ("mac_roman", ["Nuñez", "Köln", "Malmö", "Orléans", "Zoë"]),
        ("mac_roman", ["Zürich", "Köln", "Düsseldorf", "naïve"]),
    ],
)
def test_the_code_page_whose_letters_make_words_is_taken_without_asking(page: str, words: list[str]) -> None:
    read = reading_of(table(words).encode(page))
    assert (list(read.frame["place"]), read.asked) == (words, [])


def test_letters_that_could_be_of_either_page_are_asked_about() -> None:
    data = table(["Plzeò", "Praha", "Brno"]).encode("cp1252")
    [question] = reading_of(data).asked
    assert question.options == (("cp1252", "Plzeò"), ("cp1250", "Plzeň"))
    again = reading_of(data, encoding="cp1250")
    assert (again.frame["place"][0], again.asked) == ("Plzeň", [])
