"""Personal data, by what a column is called and by what stands in it; and what must not be taken for it."""

import random
import string
from collections.abc import Callable
from importlib import import_module
from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from stdnum import luhn

from core.data.personal import DESCRIBING, IDENTIFYING, MENTIONING, SAID, SPECIAL, TYPES, detect, examine
from core.data.personal.labels import SPECIAL_TOPICS
from core.data.personal.vocabulary import words
from core.data.reading import read_table

DICE = random.Random(7)


def digits(count: int) -> str:
    return "".join(DICE.choices(string.digits, k=count))


def many(make: Callable[[], str], count: int = 40) -> list[str]:
    return [make() for _ in range(count)]


def with_check(key: str, body: str, ends: int = 1, letters: str = string.digits) -> str:
    """`body` and the letters that make it a valid number of python-stdnum's module."""
    check = import_module(f"stdnum.{key}").is_valid
    return next(
        (body + "".join(end) for end in product(letters, repeat=ends) if check(body + "".join(end))), ""
    ) or with_check(key, body[:-3] + digits(3), ends, letters)


def born(form: str = "%y%m%d") -> str:
    return (pd.Timestamp("1945-01-01") + pd.Timedelta(days=DICE.randrange(19_000))).strftime(form)


def card(head: str = "4", length: int = 16) -> str:
    body = head + digits(length - 1 - len(head))
    return body + str(luhn.calc_check_digit(body))


def kind_found(name: str, kind: str, values: list[str]) -> str | None:
    return detect(pd.Series(values, dtype="str"), name, kind)


@pytest.mark.parametrize(
    ("name", "kind", "values", "type_"),
    [
        ("contact", "email", ["a@example.org"], "email"),
        (
            "x",
            "category",
            ["Ann <ann@example.org>", "mailto:bo@example.org", "c@x.example.org; d@example.org"],
            "email",
        ),
        ("contact", "phone", ["+44 20 7946 0000"], "phone"),
        ("x", "category", ["(212) 736-5000", "(415) 626-7000", "(312) 781-2000"], "phone"),
        ("x", "phone", ["030 901820", "089 23300", "040 428280", "0221 2210", "0711 2160"], "phone"),
        ("telefoon", "number", ["612345678", "201234567"], "phone"),
        ("zip", "postcode", ["98178"], "postcode"),
        ("x", "category", ["SW1A 1AA", "M1 1AE", "EH1 1YZ"], "postcode"),
        ("payment", "id", many(card), "card"),
        ("x", "id", many(lambda: card("37", 15)), "card"),
        ("Kreditkarte", "category", ["**** **** **** 1234", "**** **** **** 9876"], "card"),
        (
            "account",
            "category",
            ["DE89370400440532013000", "GB82WEST12345698765432", "FR1420041010050500013M02606"],
            "iban",
        ),
        ("Kontonummer", "number", ["1234567890", "2345678901"], "iban"),
        ("SSN", "id", ["536-90-4399", "219-09-9998"], "national_id"),
        ("passport no", "id", ["C01X00T47", "K1234567", "P87654321"], "national_id"),
        ("origin", "category", ["192.168.1.1", "10.0.0.17", "2001:db8::1"], "ip"),
        ("x", "category", ["00:1B:44:11:3A:B7", "A4-5E-60-E8-12-0F"], "ip"),
        ("Vorname", "category", ["Änne", "Xaver", "Zlatko"], "name"),
        ("LAST_NM", "category", ["CAMPOS", "O'HARA"], "name"),
        ("customer name", "text", ["Q. Nguyen", "Zhang Wei"], "name"),
        ("nazwisko", "category", ["Wrona", "Zając"], "name"),
        ("who", "text", ["Anna Smith", "Peter Jones", "Maria Lopez", "John Doe", "Lisa Berg"], "name"),
        ("Adresse", "text", ["Hauptstraße 5, 10115 Berlin"], "street"),
        ("where", "text", ["12 Main Street", "7 Oak Ave", "221 Baker St"], "street"),
        ("x", "text", ["1900    S LONGWOOD             AV", "7347    HASKELL AV      102", "300 W 8TH ST"], "street"),
        (
            "x",
            "text",
            ["12 rue de la Paix", "Calle Mayor 4", "Via Roma, 10", "Dorpsstraat 3", "Lindenweg 7a"],
            "street",
        ),
        ("Geburtsdatum", "date", ["1980-01-01"], "date_of_birth"),
        ("fecha de nacimiento", "date", ["1980-01-01"], "date_of_birth"),
        ("geboortedatum", "category", ["1 mei 1980", "3 april 1971"], "date_of_birth"),
        ("DOB", "date", ["1980-01-01"], "date_of_birth"),
        ("birth_year", "number", ["1980", "1971"], "date_of_birth"),
        ("Alter", "number", ["34", "51"], "age"),
        ("age", "category", ["45-54", "35-44", "65+"], "age"),
        ("SeniorCitizen", "yes_no", ["True", "False"], "age"),
        ("sesso", "category", ["M", "F"], "gender"),
        ("SEX", "number", ["1", "2"], "gender"),
        ("x1", "category", ["male", "female"], "gender"),
        ("Konfession", "category", ["rk", "ev"], "special"),
        ("disability", "yes_no", ["True", "False"], "special"),
        ("Benutzername", "category", ["kat_92", "jo.weber", "mx-power"], "username"),
        ("kfz-kennzeichen", "category", ["B-AB 1234", "M-X 99", "HH-AA 1"], "plate"),
        ("lat", "number", ["47.5112", "47.7210", "47.7379"], "location"),
        ("x", "category", ["47.5112, -122.2570", "47.7210, -122.3190"], "location"),
    ],
)
def test_personal_data_is_found(name: str, kind: str, values: list[str], type_: str) -> None:
    assert kind_found(name, kind, values) == type_


IDS = {
    "us.ssn": lambda: f"{DICE.randrange(100, 660)}-{DICE.randrange(10, 99)}-{DICE.randrange(1000, 9999)}",
    "gb.nino": lambda: f"AB{digits(6)}C",
    "de.idnr": lambda: with_check("de.idnr", "".join(DICE.sample(string.digits[1:], 9)) + "1"),
    "fr.nir": lambda: with_check("fr.nir", f"2{born('%y%m')}75{digits(6)}", 2),
    "es.dni": lambda: with_check("es.dni", digits(8), 1, string.ascii_uppercase),
    "es.nie": lambda: with_check("es.nie", f"X{digits(7)}", 1, string.ascii_uppercase),
    "it.codicefiscale": lambda: with_check(
        "it.codicefiscale", f"RSSMRA{born('%y')}A01F{digits(3)}", 1, string.ascii_uppercase
    ),
    "be.nn": lambda: with_check("be.nn", f"{born()}{digits(3)}", 2),
    "pl.pesel": lambda: with_check("pl.pesel", f"{born()}{digits(4)}"),
    "ch.ssn": lambda: with_check("ch.ssn", f"756{digits(9)}"),
    "se.personnummer": lambda: with_check("se.personnummer", f"{born()}-{digits(3)}"),
    "dk.cpr": lambda: f"{born('%d%m%y')}-{DICE.randrange(1000, 3999)}",
    "no.fodselsnummer": lambda: with_check("no.fodselsnummer", f"{born('%d%m%y')}{DICE.randrange(100, 499)}", 2),
    "fi.hetu": lambda: with_check(
        "fi.hetu", f"{born('%d%m%y')}-{DICE.randrange(100, 899)}", 1, "0123456789ABCDEFHJKLMNPRSTUVWXY"
    ),
    "ie.pps": lambda: with_check("ie.pps", digits(7), 1, string.ascii_uppercase),
    "br.cpf": lambda: with_check("br.cpf", digits(9), 2),
    "in_.aadhaar": lambda: with_check("in_.aadhaar", f"{DICE.randrange(2000, 9999)} {digits(4)} {digits(3)}"),
}


@pytest.mark.parametrize("country", IDS)
def test_national_ids_are_known_by_their_check_digits_alone(country: str) -> None:
    found = examine(pd.Series(many(IDS[country], 30), dtype="str"), "x", "id")
    assert found is not None
    assert (found.kind, found.certainty, found.why) == ("national_id", "sure", "values")


@pytest.mark.parametrize(
    ("values", "topic"),
    [
        (["Catholic", "Muslim", "Jewish"], "religion"),
        (["Diabetes", "Asthma", "none known"], "health"),
        (["Caucasian", "Hispanic", "African American"], "ethnicity"),
        (["CDU", "SPD", "FDP"], "politics"),
        (["ver.di", "IG Metall", "GEW"], "union"),
        (["heterosexual", "bisexual"], "sexuality"),
        (["FELONY DUI", "BATTERY NO INJ", "THEFT"], "crime"),
        (["católico", "judío", "musulmán"], "religion"),
        (["migraine", "hypertendu", "diabète"], "health"),
        (["H", "W", "B", "O", "H", "W"], "ethnicity"),
    ],
)
def test_what_the_law_protects_most_is_known_by_its_words(values: list[str], topic: str) -> None:
    found = examine(pd.Series(values, dtype="str"), "x2", "category")
    assert found is not None
    assert (found.kind, found.detail) == ("special", topic)


@pytest.mark.parametrize(
    "values", [["273.5(A)PC", "23152(B)VC", "490PC"], ["§ 242 StGB", "§ 263 Abs. 1 StGB", "§ 223 StGB"]]
)
def test_sections_of_the_law_under_a_charge_tell_of_a_crime(values: list[str]) -> None:
    found = examine(pd.Series(values, dtype="str"), "charge 2", "category")
    assert found is not None
    assert (found.kind, found.detail) == ("special", "crime")


SPECIAL_NAMES = {
    "health": ("health condition", "Krankheiten", "problème de santé", "enfermedad", "malattia"),
    "religion": ("religion", "Konfession", "confession religieuse", "religión", "religione"),
    "ethnicity": ("ethnic origin", "ethnische Herkunft", "origine ethnique", "origen étnico", "origine etnica"),
    "politics": ("political party", "Partei", "parti politique", "partido político", "partito politico"),
    "union": ("trade union", "Gewerkschaft", "syndicat", "sindicato", "sindacato"),
    "sexuality": ("sexual orientation", "sexuelle Orientierung", "orientation sexuelle", "orientación sexual", "vita sessuale"),
    "biometrics": ("fingerprint", "Fingerabdruck", "empreinte digitale", "huella dactilar", "impronta digitale"),
    "crime": ("criminal record", "Vorstrafen", "casier judiciaire", "antecedentes penales", "precedenti penali"),
}  # fmt: skip


@pytest.mark.parametrize(("topic", "name"), [(topic, name) for topic, names in SPECIAL_NAMES.items() for name in names])
def test_what_the_law_protects_most_is_known_by_its_name_in_five_languages(topic: str, name: str) -> None:
    found = examine(pd.Series(["a1", "b2", "c3"], dtype="str"), name, "category")
    assert found is not None
    assert (found.kind, found.detail) == ("special", topic)


def serial(start: int, step: int = 1, count: int = 300) -> list[str]:
    return [str(start + step * place) for place in range(count)]


def lawful(numbers: list[str]) -> list[str]:
    return [number + str(luhn.calc_check_digit(number)) for number in numbers]


@pytest.mark.parametrize(
    ("name", "kind", "values"),
    [
        (
            "order",
            "id",
            lawful(many(lambda: "9" + digits(14), 200)),
        ),  # pass the check digit, but no issuer gives such numbers
        ("x", "id", lawful(serial(410_000_000_000_000))),  # and these could be Visa's, were they not consecutive
        ("order number", "id", many(card)),
        ("x", "number", many(lambda: "4" + digits(15), 300)),  # one in ten passes the check digit by chance
        ("created", "id", serial(1_700_000_000, 977)),
        ("x", "number", many(lambda: str(DICE.randrange(1_500_000_000, 1_790_000_000)))),
        ("x", "number", many(lambda: str(DICE.randrange(1_500_000_000_000, 1_790_000_000_000)))),
        ("phone", "date", ["2026-01-01"]),
        ("phone_calls", "number", ["3", "14", "0"]),
        ("PhoneService", "yes_no", ["True", "False"]),
        ("phone_model", "category", ["iPhone 13", "Pixel 8"]),
        ("x", "number", many(lambda: digits(9), 200)),  # one in eleven passes as a Dutch or Portuguese id
        ("x", "number", many(lambda: digits(10), 200)),
        ("x", "number", many(lambda: digits(11), 200)),
        ("isbn", "id", [with_check("isbn", "978" + digits(9)) for _ in range(30)]),
        ("x", "id", [with_check("ean", "4" + digits(11)) for _ in range(30)]),
        ("x", "id", [f"2025-{number:05d}" for number in range(200)]),
        ("sku", "id", many(lambda: f"{digits(4)}-{digits(3)}-{digits(3)}")),
        ("tax", "number", ["12.5", "103.99", "4.2"]),
        ("cap", "number", ["3", "14", "25"]),
        ("card_type", "category", ["debit", "credit"]),
        ("email_opt_in", "yes_no", ["True", "False"]),
        ("product_name", "text", ["Red mug", "Blue mug", "Green teapot"]),
        (
            "name",
            "text",
            ["Asia Foundation", "Land Transport Authority", "Ministry of Works", "Trust Fund", "Rail Ltd"],
        ),
        ("brand", "category", ["Calvin Klein", "Hugo Boss", "Paul Smith", "Tommy Hilfiger", "Ralph Lauren"]),
        ("month", "category", ["April", "May", "June", "August", "Mars"]),
        ("city", "category", ["Berlin", "Paris", "Rome"]),
        ("version", "category", ["1.2.3", "1.2.4"]),
        ("x", "category", ["1.2.3.4", "2.0.14.1", "10.1.1.0"]),
        ("web address", "text", ["https://example.org/a", "https://example.org/b"]),
        ("average", "number", ["3.5", "4.5"]),
        ("age", "number", ["1500", "2500"]),
        ("account_age", "number", ["3", "12"]),
        ("order date", "date", ["2026-01-01"]),
        ("colour", "category", ["red", "white", "black"]),
        ("phone type", "category", ["H", "W", "B", "O"]),  # home, work, business
        ("charge", "category", ["45.50", "free", "12.00"]),
        ("pack", "category", ["24PC", "12PC", "6PC"]),
        ("supplier", "text", ["Amazon Web Services 206-266-4064", "Blue Lamp Traders call 415-555-2671 first"] * 5),
        ("cuisine", "category", ["Asian", "Italian", "Mexican"]),
        ("sign", "category", ["Aries", "Cancer", "Leo", "Virgo", "Libra"]),
        ("size", "category", ["m", "l", "x"]),
        ("Breite", "number", ["12.5", "80.1"]),
        (
            "notes",
            "text",
            many(lambda: f"Order {digits(16)} of 12.03.2025 came late, article {digits(4)}-{digits(3)}-{digits(3)}"),
        ),
    ],
)
def test_what_is_not_personal_is_left_alone(name: str, kind: str, values: list[str]) -> None:
    series = pd.Series(pd.to_datetime(values) if kind == "date" else values)
    assert detect(series, name, kind) is None


JUNK = ["see notes", "wrong", "12", "ask again"]


@pytest.mark.parametrize(
    ("type_", "make"),
    [
        ("email", lambda: f"{digits(4)}@example.com"),
        ("phone", lambda: f"+44 20 7946 0{digits(3)}"),
        ("card", card),
        ("ip", lambda: f"10.{DICE.randrange(256)}.{DICE.randrange(256)}.7"),
        ("national_id", IDS["pl.pesel"]),
    ],
)
def test_a_fifth_of_rubbish_and_many_gaps_hide_nothing(type_: str, make: Callable[[], str]) -> None:
    values = [*many(make, 80), *JUNK * 5, *[None] * 300]
    DICE.shuffle(values)
    assert detect(pd.Series(values, dtype="str"), "x", "category") == type_


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("write to anna.b@example.org please", "email"),
        ("Tel. 0171 2345678, after six", "phone"),
        ("call +33 1 42 68 53 00 first", "phone"),
        ("paid with 4111 1111 1111 1111", "card"),
        ("refund to DE89 3704 0044 0532 0130 00", "iban"),
        ("SSN 536-90-4399 on file", "national_id"),
    ],
)
def test_what_is_said_in_passing_in_a_note_is_found(said: str, what: str) -> None:
    notes = [
        "Parcel came two days late.",
        "Wants another colour next time.",
        "Asked for 10% off, 3 chairs.",
        f"Angry, {said}",
    ] * 4
    found = examine(pd.Series(notes, dtype="str"), "notes", "text")
    assert found is not None
    assert (found.kind, found.why, what in found.detail) == ("mentions", "inside", True)


def test_an_address_in_one_note_of_a_thousand_is_found() -> None:
    notes = pd.Series([f"Parcel {place} came late, said the neighbour" for place in range(60_000)], dtype="str")
    notes.iloc[::1000] = "Parcel lost, write to anna.b@example.org"
    assert detect(notes, "remark", "text") == "mentions"


def test_what_only_looks_like_it_is_unsure_and_counts() -> None:
    bare = pd.Series([with_check("nl.bsn", f"1{digits(7)}") for _ in range(30)], dtype="str")
    assert examine(bare, "x", "id").certainty == "unsure"
    assert examine(bare, "bsn", "id").certainty == "sure"
    assert detect(bare, "x", "id") == "national_id"
    places = examine(pd.Series([47.5112, 47.7213, 47.6168]), "lat", "number")
    assert (places.kind, places.certainty) == ("location", "unsure")


def test_days_spread_over_lifetimes_may_be_dates_of_birth() -> None:
    days = pd.Series(pd.to_datetime([born("%Y-%m-%d") for _ in range(200)]))
    assert examine(days, "x", "date").certainty == "unsure"
    assert detect(days.sort_values(), "x", "date") is None, "in order, so more likely a history"
    assert detect(pd.Series(pd.date_range("1992-01-01", periods=293, freq="MS")), "x", "date") is None


def test_which_cards_they_are_is_said() -> None:
    found = examine(pd.Series([*many(card), *many(lambda: card("37", 15))], dtype="str"), "x", "id")
    assert found.detail == "American Express, Visa"


def test_an_empty_column_is_judged_by_its_name() -> None:
    nothing = pd.Series([None, None], dtype="str")
    assert detect(nothing, "Email", "empty") == "email"
    assert detect(nothing, "Notes", "empty") is None


def test_the_same_column_is_always_judged_the_same() -> None:
    values = pd.Series([*many(card, 3000), *many(lambda: digits(16), 3000)], dtype="str")
    assert len({examine(values, "x", "id") for _ in range(3)}) == 1


def test_the_columns_of_a_real_list_of_arrests_are_found(shared_data: Path) -> None:
    file = shared_data / "dirty" / "readxl__los-angeles-arrests-xlsx.xlsx"
    reading = read_table(file, file.name)
    found = {column.name: detect(reading.frame[column.name], column.name, column.kind) for column in reading.columns}
    right = {"ARR_LOC": "street", "RES_LOC": "street", "ARR_ZIP": "postcode", "LAST_NM": "name", "FRST_NM": "name"}
    right |= {"MID_NM": "name", "SEX": "gender", "DOB": "date_of_birth", "CHG_DESC": "special", "BAIL": "special"}
    right |= {"DESC": "special", "CHARGE": "special", "CHARGE_3": "special", "REL_REASON": "special"}
    right |= {"HAIR": None, "OCCUPATION": None, "BKG_NUM": None, "ARR_DT": None, "HGT": None, "REL_TM": None}
    assert {name: found[name] for name in right} == right


def test_every_type_has_words_for_the_owner_and_one_place_among_the_groups() -> None:
    groups = [IDENTIFYING, SPECIAL, DESCRIBING, MENTIONING]
    assert set(SAID) == TYPES
    assert sum(map(len, groups)) == len(TYPES)


def test_every_list_of_words_holds_words() -> None:
    for name in (
        "column_name",
        "column_health",
        "genders",
        "first_names",
        "surnames",
        "column_things",
        "column_people",
    ):
        assert len(words(name)) >= 15
    for topic in SPECIAL_TOPICS:
        assert words(f"column_{topic}")
        assert words(f"values_{topic}")
