"""Personal data, by what a column is called and by what stands in it; and what must not be taken for it."""

import pandas as pd
import pytest
from stdnum import luhn
from stdnum.es import dni
from stdnum.fr import nir

from core.personal import TYPES, detect
from core.personal.vocabulary import words

CARDS = [f"4{n * 7_919_000_003 % 10**14:014d}" for n in range(1, 41)]
CARDS = [card + luhn.calc_check_digit(card) for card in CARDS]
ORDERS = [str(9_000_000_000_000_000 + n * 37) for n in range(200)]
ORDERS = [order[:-1] + luhn.calc_check_digit(order[:-1]) for order in ORDERS]
DNIS = [f"{n:08d}" + dni.calc_check_digit(f"{n:08d}") for n in range(12_345_678, 12_345_718)]
NIRS = [f"2{n % 90 + 10}0575{n:06d}" for n in range(100_000, 100_030)]
NIRS = [number + nir.calc_check_digits(number) for number in NIRS]


@pytest.mark.parametrize(
    ("name", "kind", "values", "type_"),
    [
        ("contact", "email", ["a@example.org"], "email"),
        ("contact", "phone", ["+44 20 7946 0000"], "phone"),
        ("zip", "postcode", ["98178"], "postcode"),
        ("payment", "id", CARDS, "card"),
        (
            "account",
            "category",
            ["DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606"],
            "iban",
        ),
        ("who", "id", DNIS, "national_id"),
        ("numéro", "id", NIRS, "national_id"),
        ("SSN", "id", ["536-90-4399", "219-09-9998"], "national_id"),
        ("origin", "category", ["192.168.1.1", "10.0.0.17", "2001:db8::1"], "ip"),
        ("Vorname", "category", ["Änne", "Xaver", "Zlatko"], "name"),
        ("LAST_NM", "category", ["CAMPOS", "O'HARA"], "name"),
        ("customer name", "text", ["Q. Nguyen", "Zhang Wei"], "name"),
        ("who", "text", ["Anna Smith", "Peter Jones", "Maria Lopez", "John Doe", "Lisa Berg"], "name"),
        ("Adresse", "text", ["Hauptstraße 5, 10115 Berlin"], "street"),
        ("where", "text", ["12 Main Street", "7 Oak Ave", "221 Baker St"], "street"),
        ("Geburtsdatum", "date", ["1980-01-01"], "date_of_birth"),
        ("fecha de nacimiento", "date", ["1980-01-01"], "date_of_birth"),
        ("DOB", "date", ["1980-01-01"], "date_of_birth"),
        ("Alter", "number", ["34", "51"], "age"),
        ("age", "category", ["45-54", "35-44", "65+"], "age"),
        ("sesso", "category", ["M", "F"], "gender"),
        ("x1", "category", ["male", "female"], "gender"),
        ("Konfession", "category", ["rk", "ev"], "special"),
        ("x2", "category", ["Catholic", "Muslim", "Jewish"], "special"),
        ("disability", "yes_no", ["True", "False"], "special"),
    ],
)
def test_personal_data_is_found(name: str, kind: str, values: list[str], type_: str) -> None:
    assert detect(pd.Series(values, dtype="str"), name, kind) == type_
    assert type_ in TYPES


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        ("order", "id", ORDERS),  # pass the check digit of cards, but no issuer gives such numbers
        ("created", "id", [str(1_700_000_000 + n * 977) for n in range(300)]),
        ("product_name", "text", ["Red mug", "Blue mug", "Green teapot"]),
        (
            "name",
            "text",
            ["Asia Foundation", "Land Transport Authority", "Ministry of Works", "Trust Fund", "Rail Ltd"],
        ),
        ("city", "category", ["Berlin", "Paris", "Rome"]),
        ("version", "category", ["1.2.3", "1.2.4"]),
        ("web address", "text", ["https://example.org/a", "https://example.org/b"]),
        ("average", "number", ["3.5", "4.5"]),
        ("age", "number", ["1500", "2500"]),
        ("order date", "date", ["2026-01-01"]),
        ("colour", "category", ["red", "white"]),
        ("size", "category", ["m", "l", "x"]),
        ("race", "number", []),
    ],
)
def test_what_is_not_personal_is_left_alone(name: str, kind: str, values: list[str]) -> None:
    found = detect(pd.Series(values, dtype="str"), name, kind)
    assert found is None or (name, found) == ("race", "special")


def test_every_list_of_words_holds_words() -> None:
    for name in (
        "column_name",
        "column_health",
        "genders",
        "values_health",
        "first_names",
        "column_things",
        "column_people",
    ):
        assert len(words(name)) >= 15
