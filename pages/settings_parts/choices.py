"""What the owner chooses about words and about keeping."""

import streamlit as st

from core.serving import deployment
from core.storage import preferences
from pages.shared.errors import owner_errors
from pages.shared.opened import workspace

COUNTRIES = {
    "en_GB": "United Kingdom", "en_IE": "Ireland", "en_US": "United States", "en_CA": "Canada", "en_AU": "Australia",
    "en_NZ": "New Zealand", "en_ZA": "South Africa", "en_IN": "India", "en_DE": "Germany", "en_AT": "Austria",
    "en_CH": "Switzerland", "en_NL": "Netherlands", "en_BE": "Belgium", "en_DK": "Denmark", "en_SE": "Sweden",
    "en_FI": "Finland", "en_SG": "Singapore", "en_HK": "Hong Kong",
}  # fmt: skip
CURRENCIES = ("GBP", "EUR", "USD", "CAD", "AUD", "NZD", "ZAR", "INR", "CHF", "DKK", "SEK", "NOK", "SGD", "HKD", "")
KEEPING = {
    0: "Not at all",
    1: "1 month",
    3: "3 months",
    6: "6 months",
    12: "12 months",
    24: "24 months",
    36: "36 months",
}


def draw() -> None:
    """The two forms, each saved by its own button."""
    chosen = preferences.load(workspace())
    st.header("Your business", anchor=False)
    with st.form("business"):
        name = st.text_input("Its name, as it stands on reports", chosen.business, max_chars=60)
        country = st.selectbox("Dates and numbers as in", COUNTRIES, _place(COUNTRIES, chosen.locale), COUNTRIES.get)
        currency = st.selectbox("Amounts of money in", CURRENCIES, _place(CURRENCIES, chosen.currency), _currency)
        if st.form_submit_button("Save"):
            _save(business=name.strip(), locale=country, currency=currency)
    st.header("How long it is kept", anchor=False)
    st.markdown(
        "What people send to a model is kept locked away, so that you can answer questions about it later. "
        "After this time the key is destroyed, and nobody can open it any more, in backups either."
    )
    with st.form("keeping"):
        months = st.selectbox("Keep it for", KEEPING, _place(KEEPING, chosen.keep_inputs_months), KEEPING.get)
        if st.form_submit_button("Save"):
            with owner_errors():
                deployment.keep_inputs(workspace(), months)
                _saved()


def _save(**choices: object) -> None:
    with owner_errors():
        preferences.change(workspace(), **choices)
        _saved()


def _saved() -> None:
    st.success("Saved.", icon=":material/check:")


def _place(options: object, wanted: object) -> int:
    listed = list(options)
    return listed.index(wanted) if wanted in listed else 0


def _currency(code: str) -> str:
    return code or "No currency: plain numbers"
