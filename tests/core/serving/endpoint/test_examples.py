"""What is shown as an example can be sent as it stands, and names nobody."""

from dataclasses import replace

import jsonschema
import pytest

from core.inference.inputs import Input, InputKind
from core.serving.endpoint import json_schema
from core.serving.endpoint.examples import OWN_ID, example, example_row

KINDS: list[InputKind] = ["number", "date", "yes_no", "category", "text"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("personal", [None, "name"])
def test_every_kind_of_column_has_an_example_that_is_read(kind: InputKind, personal: str | None) -> None:
    asked = Input("c", kind, personal=personal)
    assert asked.read(example(asked)) is not None
    assert jsonschema.Draft202012Validator(json_schema.row([asked])).is_valid({"c": example(asked)})


def test_what_is_typical_is_shown_unless_it_may_be_somebodys() -> None:
    age = Input("age", "number", typical=41.0)
    assert example(age) == 41
    assert example(replace(age, personal="age")) != 41
    assert example(Input("since", "date", typical=19_500.0)) == "2023-05-23"
    assert example(Input("member", "yes_no", typical=0.0)) is False
    assert example(Input("plan", "category", typical="basic")) == "basic"


def test_the_owners_own_id_stands_first_where_there_is_one() -> None:
    age = Input("age", "number", typical=41.0)
    assert list(example_row([age], "customer").items()) == [("customer", OWN_ID), ("age", 41)]
    assert example_row([age], None) == {"age": 41}
