"""Personal data told by words: names of people, streets, genders, age bands, special categories."""

import re
from collections.abc import Sequence

_GENDERS = frozenset(
    [
        "m",
        "f",
        "w",
        "d",
        "x",
        "male",
        "female",
        "man",
        "woman",
        "men",
        "women",
        "diverse",
        "other",
        "mann",
        "frau",
        "männlich",
        "weiblich",
        "divers",
        "herr",
        "homme",
        "femme",
        "masculin",
        "féminin",
        "hombre",
        "mujer",
        "masculino",
        "femenino",
        "uomo",
        "donna",
        "maschio",
        "femmina",
        "maschile",
        "femminile",
        "mr",
        "mrs",
        "ms",
        "miss",
        "nonbinary",
        "non-binary",
    ]
)
_CLEAR_GENDERS = frozenset(
    [
        "male",
        "female",
        "männlich",
        "weiblich",
        "homme",
        "femme",
        "hombre",
        "mujer",
        "uomo",
        "donna",
        "mann",
        "frau",
        "herr",
    ]
)
_SPECIAL = frozenset(
    [
        "catholic",
        "protestant",
        "muslim",
        "jewish",
        "hindu",
        "buddhist",
        "christian",
        "sikh",
        "atheist",
        "orthodox",
        "katholisch",
        "evangelisch",
        "muslimisch",
        "jüdisch",
        "islam",
        "judaism",
        "hinduism",
        "buddhism",
        "catholique",
        "musulman",
        "juif",
        "católico",
        "católica",
        "musulmán",
        "judío",
        "cattolico",
        "musulmano",
        "ebreo",
        "caucasian",
        "hispanic",
        "latino",
        "african-american",
        "asian-american",
        "roma",
        "heterosexual",
        "homosexual",
        "bisexual",
        "gay",
        "lesbian",
        "diabetes",
        "asthma",
        "cancer",
        "epilepsy",
        "depression",
        "hypertension",
        "schizophrenia",
        "asthme",
        "krebs",
        "epilepsie",
        "hiv-positive",
    ]
)
_FIRST_NAMES = frozenset(
    [
        "james",
        "john",
        "robert",
        "michael",
        "william",
        "david",
        "richard",
        "joseph",
        "thomas",
        "charles",
        "christopher",
        "daniel",
        "matthew",
        "anthony",
        "mark",
        "donald",
        "steven",
        "paul",
        "andrew",
        "joshua",
        "kevin",
        "brian",
        "george",
        "edward",
        "ronald",
        "timothy",
        "jason",
        "jeffrey",
        "ryan",
        "jacob",
        "gary",
        "nicholas",
        "eric",
        "jonathan",
        "stephen",
        "larry",
        "justin",
        "mary",
        "patricia",
        "jennifer",
        "linda",
        "elizabeth",
        "barbara",
        "susan",
        "jessica",
        "sarah",
        "karen",
        "nancy",
        "lisa",
        "margaret",
        "betty",
        "sandra",
        "ashley",
        "kimberly",
        "emily",
        "donna",
        "michelle",
        "carol",
        "amanda",
        "melissa",
        "deborah",
        "stephanie",
        "rebecca",
        "laura",
        "helen",
        "amy",
        "anna",
        "emma",
        "olivia",
        "sophia",
        "isabella",
        "mia",
        "charlotte",
        "oliver",
        "harry",
        "jack",
        "amelia",
        "isla",
        "ava",
        "lily",
        "peter",
        "hans",
        "klaus",
        "jürgen",
        "wolfgang",
        "dieter",
        "manfred",
        "uwe",
        "stefan",
        "andreas",
        "martin",
        "frank",
        "markus",
        "sabine",
        "petra",
        "monika",
        "claudia",
        "susanne",
        "gabriele",
        "ursula",
        "renate",
        "karin",
        "brigitte",
        "ingrid",
        "heike",
        "lena",
        "leonie",
        "jonas",
        "lukas",
        "felix",
        "maximilian",
        "jean",
        "pierre",
        "michel",
        "philippe",
        "alain",
        "nicolas",
        "christophe",
        "patrick",
        "françois",
        "marie",
        "nathalie",
        "isabelle",
        "sylvie",
        "catherine",
        "martine",
        "camille",
        "julie",
        "chloé",
        "léa",
        "antonio",
        "josé",
        "jose",
        "manuel",
        "francisco",
        "juan",
        "javier",
        "carlos",
        "miguel",
        "maría",
        "maria",
        "carmen",
        "ana",
        "isabel",
        "dolores",
        "pilar",
        "lucía",
        "giuseppe",
        "giovanni",
        "mario",
        "luigi",
        "angelo",
        "vincenzo",
        "francesco",
        "marco",
        "alessandro",
        "giulia",
        "francesca",
        "chiara",
        "sara",
        "paola",
        "lucia",
        "rosa",
        "carrie",
        "julia",
        "katharina",
        "christina",
        "eva",
        "sofia",
        "luis",
        "pedro",
        "pablo",
        "diego",
        "fernando",
        "alexander",
        "sebastian",
        "tim",
        "jan",
        "max",
        "ben",
        "leon",
        "paula",
        "clara",
    ]
)
_NAME = re.compile(r"(?:[^\W\d_][^\W\d_'’\-]*\.?[ ,]*){1,5}(?:[^\W\d_][^\W\d_'’\-]*\.?)?")
_STREET = re.compile(
    r"\d+\s*[a-z]?\s+(?:[nsew]\.?\s+)?[\w.'’\- ]+\s(?:street|st|avenue|av|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|bl|court|ct|way|wy|place|pl|close|"
    r"crescent|terrace|square|sq)\b.*|[\w.\- ]*(?:straße|strasse|str\.|weg|allee|platz|gasse|ring)\s*\d+.*|"
    r"\d+\s*,?\s*(?:rue|avenue|boulevard|place|chemin|impasse)\s.+|(?:calle|avenida|plaza|paseo|via|viale|piazza|corso)\s.+\d+.*",
    re.IGNORECASE,
)
_AGE_BAND = re.compile(
    r"(?:<|>|under|over|unter|über)?\s*\d{1,3}\s*(?:-|–|to|bis|\+|years?|jahre)?\s*(?:\d{1,3})?\s*\+?", re.IGNORECASE
)


def are_genders(values: Sequence[str], named: bool) -> bool:
    """Values are words for genders; without a name that says so, both of a pair written out."""
    words = {value.casefold().strip(" .") for value in values}
    if len(words) > 8:
        return False
    if named:
        return len(words & _GENDERS) >= 0.5 * len(words) or len(words) <= 4
    return len(words & _CLEAR_GENDERS) >= 2 and words <= _GENDERS


def are_special(values: Sequence[str]) -> bool:
    """Religions, ethnic groups, illnesses: at least two different ones, and a good part of the values."""
    words = [value.casefold() for value in values]
    known = [word for word in words if word in _SPECIAL or set(word.split()) & _SPECIAL]
    return len(set(known)) >= 2 and len(known) >= 0.5 * len(words)


def are_ages(values: Sequence[str]) -> bool:
    """Numbers between 0 and 125."""
    return all(0 <= float(value) <= 125 for value in values)


def are_age_bands(values: Sequence[str]) -> bool:
    return sum(bool(_AGE_BAND.fullmatch(value.strip())) for value in values) >= 0.6 * len(values)


def are_streets(values: Sequence[str], named: bool) -> bool:
    """House numbers with streets; in a column called "address" any words with digits among them will do."""
    share = sum(bool(_STREET.fullmatch(value.strip())) for value in values) / len(values)
    if share >= 0.6:
        return True
    return named and not any("@" in value or "://" in value for value in values[:20]) and hold_letters(values)


def are_names(values: Sequence[str], named: bool) -> bool:
    """Names of people: words without digits, by the column's name or by well-known first names among them."""
    shaped = [value for value in values if len(value) <= 50 and _NAME.fullmatch(value)]
    if len(shaped) < 0.85 * len(values):
        return False
    if named:
        return True
    known = sum(_has_first_name(value) for value in shaped)
    return len(values) >= 5 and known >= 0.25 * len(values)


def hold_digits(values: Sequence[str]) -> bool:
    return sum(any(letter.isdigit() for letter in value) for value in values) >= 0.8 * len(values)


def hold_letters(values: Sequence[str]) -> bool:
    return sum(any(letter.isalpha() for letter in value) for value in values) >= 0.8 * len(values)


def _has_first_name(value: str) -> bool:
    words = re.split(r"[ ,\-]+", value.casefold())
    return (2 <= len(words) <= 4 and bool(_FIRST_NAMES & {words[0], words[-1], words[1]})) or (
        len(words) == 1 and words[0] in _FIRST_NAMES
    )
