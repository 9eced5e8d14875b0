"""A version's card is stored on one level, as it always was: cards stored before its facts stood together are still read."""

import json

from core.models.registry.card import Card, card_from_json, card_to_json

STORED = """{
    "template": "churn", "predicts": "yes_no", "target": "left", "positive": "yes", "labels": ["no", "yes"],
    "rows_learned": 140, "rows_held": 60, "split": "by time", "learned_period": ["2025-01-01", "2025-12-31"],
    "scores": {"auc": {"value": 0.8, "low": 0.7, "high": 0.9, "rows": 60.0}}, "baseline": {"auc": 0.5},
    "drivers": [{"column": "plan", "share": 1.0}],
    "left_out": [{"column": "number", "why": "id", "sentence": "It only numbers the rows."}],
    "powers": {"plan": 0.7}, "threshold": 0.4, "unit": "", "seconds": 1.5, "checked_rows": 2000, "largest_difference": 1e-9,
    "method": "linear", "summary": ["Good."], "limits": ["Few rows."], "chart": null,
    "segments": [{"name": "A", "size": 3, "share": 0.5, "apart": ["They buy more."]}], "checked_made_up": 500
}"""
"""As commit 1160c41 stored it."""


def test_a_card_stored_by_an_earlier_version_is_read_and_stored_alike() -> None:
    card = card_from_json(STORED)
    assert isinstance(card, Card)
    assert (card.predicts, card.positive, card.scores["auc"]["low"]) == ("yes_no", "yes", 0.7)
    assert (card.drivers[0].column, card.left_out[0].why, card.segments[0].apart) == (
        "plan",
        "id",
        ("They buy more.",),
    )
    assert json.loads(card_to_json(card)) == json.loads(STORED)
    assert card_from_json(card_to_json(card)) == card


def test_what_an_even_older_card_does_not_say_has_its_usual_value() -> None:
    older = {key: value for key, value in json.loads(STORED).items() if key not in ("checked_made_up", "segments")}
    card = card_from_json(json.dumps(older))
    assert (card.checked_made_up, card.segments) == (1000, ())
