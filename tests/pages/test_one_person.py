"""What is held about one person is shown and erased on the page Privacy."""

import pandas as pd

from core.common.actor import OWNER
from core.data import dataset
from core.storage.workspace import Workspace
from tests.pages.conftest import Opens, press, words_of

NAME = "Kim Lund"


def guests(workspace: Workspace) -> str:
    rows = pd.DataFrame({"name": ["Anna Berg", NAME, NAME], "visits": range(3)})
    return dataset.add_frame(workspace, rows, "Guests", "guests.csv", who=OWNER).id


def test_somebody_is_found_and_erased_once_the_name_is_typed_again(opens: Opens, workspace: Workspace) -> None:
    table = guests(workspace)
    page = opens("privacy")
    page.text_input[0].input("kim lund")
    press(page, "Look for them")
    assert "2 rows in the table “Guests”" in words_of(page).replace("\\", "")
    erase = next(button for button in page.button if button.label == "Erase it")
    assert erase.disabled
    page.text_input[1].input("Kim Lundgren").run()
    assert next(button for button in page.button if button.label == "Erase it").disabled
    page.text_input[1].input(NAME).run()
    press(page, "Erase it")
    assert "2 rows of 2 erased" in page.success[0].value
    assert "Backups made before still hold these rows" in words_of(page)
    assert list(dataset.frame(workspace, table)["name"]) == ["Anna Berg"]
    assert NAME not in str(page.query_params)


def test_who_is_not_there_is_not_found_and_too_little_is_not_looked_for(opens: Opens, workspace: Workspace) -> None:
    guests(workspace)
    page = opens("privacy")
    page.text_input[0].input("Nobody [at](http://evil.example) all")
    press(page, "Look for them")
    assert "Nothing is held under" in words_of(page)
    assert "](http" not in words_of(page)
    page.text_input[0].input("ab")
    press(page, "Look for them")
    assert "too short" in page.error[0].value
