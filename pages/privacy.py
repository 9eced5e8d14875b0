"""Is a model careful with people's data?"""

from pages.shared import stakes, watching

watching.page(
    "Privacy", "privacy", "This page says how carefully a model and its data treat the people in them.", stakes.offer
)
