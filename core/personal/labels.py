"""What column names say about people, in English, German, French, Spanish and Italian."""

import re

_SPLIT = re.compile(r"[A-ZÀ-Þ]{2,}(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]|\d+")

_WORDS: dict[str, frozenset[str]] = {
    "name": frozenset(
        [
            "surname",
            "firstname",
            "lastname",
            "forename",
            "fullname",
            "vorname",
            "nachname",
            "familienname",
            "zuname",
            "prénom",
            "prenom",
            "nombre",
            "apellido",
            "apellidos",
            "nome",
            "cognome",
        ]
    ),
    "date_of_birth": frozenset(
        [
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "born",
            "geburtsdatum",
            "geburtstag",
            "geboren",
            "naissance",
            "nacimiento",
            "nascita",
            "geb",
        ]
    ),
    "age": frozenset(["age", "alter", "âge", "edad", "età", "eta"]),
    "gender": frozenset(
        ["gender", "sex", "geschlecht", "sexe", "sexo", "sesso", "género", "genere", "anrede", "salutation", "civilité"]
    ),
    "street": frozenset(
        [
            "street",
            "address",
            "addr",
            "addresse",
            "adresse",
            "anschrift",
            "strasse",
            "straße",
            "str",
            "hausnummer",
            "rue",
            "calle",
            "dirección",
            "direccion",
            "domicilio",
            "indirizzo",
        ]
    ),
    "special": frozenset(
        [
            "health",
            "diagnosis",
            "disease",
            "illness",
            "disability",
            "disabled",
            "medical",
            "medication",
            "allergy",
            "allergies",
            "blood",
            "hiv",
            "pregnancy",
            "pregnant",
            "religion",
            "religious",
            "faith",
            "church",
            "ethnicity",
            "ethnic",
            "race",
            "racial",
            "nationality",
            "sexuality",
            "orientation",
            "politics",
            "political",
            "union",
            "genetic",
            "biometric",
            "gesundheit",
            "diagnose",
            "krankheit",
            "behinderung",
            "krankenkasse",
            "schwanger",
            "konfession",
            "glaube",
            "ethnie",
            "herkunft",
            "gewerkschaft",
            "santé",
            "diagnostic",
            "maladie",
            "handicap",
            "grossesse",
            "religione",
            "religión",
            "ethnie",
            "origine",
            "syndicat",
            "politique",
            "salud",
            "diagnóstico",
            "enfermedad",
            "discapacidad",
            "embarazo",
            "etnia",
            "raza",
            "sindicato",
            "política",
            "salute",
            "diagnosi",
            "malattia",
            "disabilità",
            "gravidanza",
            "etnico",
            "razza",
            "sindacato",
            "politica",
        ]
    ),
    "national_id": frozenset(
        [
            "ssn",
            "nhs",
            "passport",
            "pesel",
            "nir",
            "insee",
            "dni",
            "nie",
            "nif",
            "bsn",
            "cpf",
            "cpr",
            "personnummer",
            "ahv",
            "avs",
            "steuer",
            "steuerid",
            "svnr",
            "sozialversicherungsnummer",
            "fiscale",
            "codicefiscale",
            "ausweis",
            "ausweisnummer",
            "tax",
            "taxid",
            "sécu",
            "national",
        ]
    ),
    "card": frozenset(
        ["card", "creditcard", "cardnumber", "kreditkarte", "kartennummer", "carte", "tarjeta", "carta", "pan"]
    ),
    "ip": frozenset(["ip", "ipaddress"]),
    "email": frozenset(["email", "mail", "e-mail", "courriel", "correo", "posta"]),
    "phone": frozenset(["phone", "telephone", "telefon", "handy", "mobile", "téléphone", "teléfono", "telefono"]),
}
_NOT_PEOPLE = frozenset(
    [
        "product",
        "item",
        "file",
        "state",
        "country",
        "city",
        "company",
        "shop",
        "store",
        "brand",
        "department",
        "dept",
        "category",
        "campaign",
        "event",
        "column",
        "user",
        "host",
        "domain",
        "produkt",
        "artikel",
        "firma",
        "stadt",
        "land",
        "abteilung",
        "marke",
        "produit",
        "article",
        "ville",
        "pays",
        "producto",
        "ciudad",
        "país",
        "prodotto",
        "azienda",
        "div",
        "merchant",
        "supplier",
        "mailing",
        "web",
        "mac",
        "bill",
        "image",
        "page",
        "species",
        "plan",
    ]
)
_PEOPLE = frozenset(
    [
        "customer",
        "client",
        "person",
        "contact",
        "employee",
        "patient",
        "guest",
        "member",
        "student",
        "owner",
        "buyer",
        "kunde",
        "kunden",
        "mitarbeiter",
        "patienten",
        "gast",
        "inhaber",
        "first",
        "last",
        "full",
        "given",
        "family",
        "middle",
        "maiden",
        "frst",
        "mid",
        "cliente",
        "clienti",
        "paziente",
        "empleado",
        "nom",
        "holder",
    ]
)


def says(name: str, topic: str) -> bool:
    """Whether the name of a column speaks of `topic`."""
    words = words_of(name)
    if topic == "name":
        return _says_name(words)
    if topic == "street" and _NOT_PEOPLE & words:
        return False
    return bool(_WORDS[topic] & words)


def type_of_empty(name: str) -> str | None:
    """For a column without values: what its name alone makes of it."""
    for topic in ("email", "phone", "date_of_birth", "special", "ip"):
        if says(name, topic):
            return topic
    return None


def words_of(name: str) -> set[str]:
    """The words of a name in lower case: "FirstName" -> first, name, firstname."""
    words = [word.casefold() for word in _SPLIT.findall(name)]
    return {*words, "".join(words)}


def _says_name(words: set[str]) -> bool:
    if _NOT_PEOPLE & words:
        return False
    if _WORDS["name"] & words:
        return True
    is_name = bool({"name", "nm", "nom", "names"} & words)
    return is_name and (bool(_PEOPLE & words) or len(words) == 1)
