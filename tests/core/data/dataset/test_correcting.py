"""What is told of columns, and what the owner's word on it does."""

from dataclasses import replace
from typing import get_args

import pytest

from core.common.actor import OWNER
from core.data import dataset
from core.data.dataset import Dataset
from core.data.dataset.correcting import KINDS, PERSONAL, ColumnSummary, correct, told
from core.data.personal import SAID, UNSURE
from core.data.reading import Choices, Kind
from core.storage.workspace import Workspace

FILE = "mail,birthday,visits\n" + "".join(f"ann{n}@shop.example,,{n}\n" for n in range(40))


@pytest.fixture
def table(workspace: Workspace) -> Dataset:
    return dataset.add(workspace, FILE.encode(), "members.csv", choices=Choices(kinds={"visits": "number"}), who=OWNER)


def test_every_kind_and_every_type_has_words_of_its_own() -> None:
    assert set(KINDS) == set(get_args(Kind))
    assert set(PERSONAL) == {None, UNSURE, *SAID}
    assert len(set(KINDS.values())) == len(KINDS)
    assert len(set(PERSONAL.values())) == len(PERSONAL)


def test_what_the_values_show_is_told_apart_from_a_guess(table: Dataset) -> None:
    assert told(table) == [
        ColumnSummary("e-mail addresses", "yes: an e-mail address"),
        ColumnSummary("nothing", "perhaps: a date of birth"),
        ColumnSummary("numbers", "no"),
    ]
    assert [table.is_guess(column) for column in table.columns] == [False, True, False]


@pytest.mark.parametrize(("word", "kind"), [("yes: a name", "name"), ("no", None), ("not sure", UNSURE)])
def test_the_owners_word_on_a_guess_ends_it(workspace: Workspace, table: Dataset, word: str, kind: str | None) -> None:
    mail, birthday, visits = told(table)
    assert correct(workspace, table, [mail, replace(birthday, about=word), visits]) is None
    now = dataset.find(workspace, table.id)
    assert now.marks == {"birthday": kind}
    assert told(now)[1].about == word
    assert not now.is_guess(now.columns[1])


def test_the_guess_about_another_column_is_not_sure_when_the_owner_says_it(
    workspace: Workspace, table: Dataset
) -> None:
    mail, birthday, visits = told(table)
    assert correct(workspace, table, [mail, birthday, replace(visits, about=birthday.about)]) is None
    now = dataset.find(workspace, table.id)
    assert now.marks == {"visits": UNSURE}
    assert [each.about for each in told(now)] == [mail.about, birthday.about, "not sure"]


def test_another_kind_wants_the_file_read_again_with_what_was_decided_before(
    workspace: Workspace, table: Dataset
) -> None:
    mail, birthday, visits = told(table)
    wanted = correct(workspace, table, [replace(mail, holds="free text"), birthday, visits])
    assert wanted == Choices(kinds={"visits": "number", "mail": "text"})
    assert dataset.find(workspace, table.id) == table, "nothing is done yet"


def test_what_was_not_changed_is_left_alone(workspace: Workspace, table: Dataset) -> None:
    assert correct(workspace, table, told(table)) is None
    assert dataset.find(workspace, table.id).marks == {}
