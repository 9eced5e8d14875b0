"""Is a model careful with people's data? And what is held about one person?"""

from pages.privacy_parts import one_person
from pages.shared import stakes, watching

watching.page(
    "Privacy", "privacy", "This page says how carefully a model and its data treat the people in them.", stakes.offer
)
one_person.draw()
