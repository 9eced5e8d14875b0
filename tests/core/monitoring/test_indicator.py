"""When an indicator has enough to speak of, and what it says until then."""

import pytest

from core.monitoring.indicator import NotApplicable, enough


def test_just_enough_is_enough() -> None:
    enough(5, 5, "outcomes")
    enough(6, 5, "outcomes")


@pytest.mark.parametrize(("have", "said"), [(0, "there are none"), (1, "there is one"), (4, "there are 4")])
def test_what_is_missing_is_said_as_a_person_would(have: int, said: str) -> None:
    with pytest.raises(NotApplicable, match=f"it takes 5 outcomes, and {said} so far"):
        enough(have, 5, "outcomes")
