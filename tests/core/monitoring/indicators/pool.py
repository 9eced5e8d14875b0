"""Windows in which every indicator can be seen at every level it knows. Whoever adds an indicator adds what it needs."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np

from core.models.stakes import CHILDREN, LIVING, PRICE
from core.monitoring.window import DailyCalls, DataColumn, KeyFacts, Window
from tests.core.monitoring.indicators.made import (
    KINDS,
    TODAY,
    Problem,
    made,
    with_answers,
    with_data_protection,
    with_reference,
    with_subject,
)


def _days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _slow(window: Window, milliseconds: int) -> Window:
    return with_answers(window, latency=window.answers.latency + 1000 * milliseconds)


def _service(window: Window, refused: int, failed: int) -> Window:
    bad = [DailyCalls(TODAY - timedelta(days=back), 100, refused, failed) for back in range(6, -1, -1)]
    return replace(window, daily_calls=tuple(bad))


def _remembering(window: Window, strength: float) -> Window:
    return with_reference(window, loss_held=window.reference.loss_held + strength)


def _using(window: Window, *personal: str) -> Window:
    used = tuple(DataColumn(f"column {place}", "text", kind, used=True) for place, kind in enumerate(personal))
    return with_data_protection(window, columns=used)


def _describing(window: Window, alike: tuple[int, ...]) -> Window:
    kinds = {"tenure": "age", "city": "postcode"}
    inputs = tuple(replace(asked, personal=kinds.get(asked.name)) for asked in window.reference.inputs)
    return with_reference(window, inputs=inputs, alike=np.array(alike, dtype=np.int64))


def _empty(window: Window) -> Window:
    """Just made: nobody asked, nothing was held back, nothing is kept."""
    nothing = np.zeros(len(window.reference.held_score), dtype=bool)
    held = {name: getattr(window.reference, name)[nothing] for name in ("held_score", "held_answer", "held_actual")}
    bare = with_reference(
        window, **held, held_bins=window.reference.held_bins[nothing], loss_learned=np.zeros(0), loss_held=np.zeros(0)
    )
    bare = with_data_protection(
        bare, keys=(), wrong_keys=0, last_backup=None, last_trial_restore=None, opened_samples=0
    )
    bare = with_data_protection(bare, begun=TODAY)
    bare = with_subject(bare, scores={}, baseline={}, powers={}, drivers={}, live_since=None)
    return replace(bare, answers=bare.answers.where(np.zeros(len(bare.answers), dtype=bool)), daily_calls=())


@cache
def pool() -> dict[str, Window]:
    """By what is the matter."""
    usual = made()
    old_key = KeyFacts("k_2", _days_ago(900), _days_ago(200), None)
    rare = np.array([0.98, 0.02])
    return {
        **{f"nothing, {kind}": made(kind) for kind in KINDS},
        **{f"just made, {kind}": _empty(made(kind, rows=30)) for kind in KINDS},
        **{f"column empty, {kind}": made(kind, 600, problem=Problem("missing")) for kind in KINDS},
        **{f"all the same answer, {kind}": made(kind, 600, problem=Problem("one_answer")) for kind in KINDS},
        **{f"other rule, {kind}": made(kind, 600, problem=Problem("rule_changed")) for kind in KINDS},
        **{f"mix, {kind}": made(kind, 600, problem=Problem("mix")) for kind in KINDS},
        **{f"no outcomes, {kind}": made(kind, 300, labelled=0.0) for kind in KINDS},
        **{f"few answers, {kind}": made(kind, 12) for kind in KINDS},
        **{f"one outcome, {kind}": made(kind, 40, labelled=0.03) for kind in KINDS},
        **{
            f"{what} in {column}": made(rows=600, problem=Problem(what, column))
            for what, column in (
                ("renamed", "plan"),
                ("missing", "visits"),
                ("new_category", "plan"),
                ("unit", "spend"),
                ("frozen", "plan"),
                ("shifted", "tenure"),
                ("shifted", "visits"),
            )
        },
        "rather sure": made(rows=3000, problem=Problem("overtrust", size=0.5)),
        "too sure": made(rows=3000, problem=Problem("overtrust", size=2.0)),
        "a little worse": made(rows=3000, problem=Problem("rule_changed", share=0.22)),
        "little better than guessing": with_subject(
            usual, scores={"auc": {"value": 0.57, "low": 0.52, "high": 0.62, "rows": 375}}
        ),
        "no better than guessing": with_subject(
            usual, scores={"auc": {"value": 0.51, "low": 0.45, "high": 0.57, "rows": 375}}
        ),
        "rare answer": with_reference(with_subject(usual, rows_learned=2000), answer_shares=rare),
        "hardly ever": with_reference(with_subject(usual, rows_learned=500), answer_shares=rare),
        "suspicious column": with_subject(usual, powers={"tenure": 0.95}),
        "column knows": with_subject(usual, powers={"tenure": 0.99}),
        "two left out": with_subject(usual, left_out={"a": "leak", "b": "leak_by_name"}),
        "slow": _slow(usual, 400),
        "far too slow": _slow(usual, 5000),
        "fast": with_answers(usual, latency=usual.answers.latency // 100),
        "some refused": _service(usual, 10, 0),
        "many failed": _service(usual, 0, 20),
        "old": replace(with_subject(usual, trained=_days_ago(500)), newest_outcome=_days_ago(90)),
        "very old": replace(with_subject(usual, trained=_days_ago(900)), newest_outcome=_days_ago(300)),
        "remembers a little": _remembering(usual, 0.3),
        "remembers": _remembering(usual, 2.0),
        "uses postcodes": _using(usual, "postcode"),
        "uses much": _using(usual, "postcode", "age", "gender"),
        "uses names": _using(usual, "name", "special"),
        "uses nothing personal": _using(usual),
        "uses what it does not need": with_data_protection(
            usual, columns=(DataColumn("joined", "date", "age", used=True),)
        ),
        "needs what it uses": with_data_protection(usual, columns=(DataColumn("tenure", "number", "age", used=True),)),
        **{f"much depends, {stake.key}": with_subject(usual, stake=stake) for stake in (PRICE, LIVING, CHILDREN)},
        "much depends and is seen to": with_subject(usual, stake=LIVING, seen_to=True),
        "nobody said what depends": with_subject(usual, stake=None),
        "rows stand alone": _describing(usual, (400, 300, 200, 600)),
        "one row stands alone": _describing(usual, (1, 0, 0, 1499)),
        "nobody counted who stands alone": _describing(usual, ()),
        "open key folder": with_data_protection(usual, key_folder_private=False),
        "plain text": with_data_protection(usual, unsealed=("predictions.db",)),
        "just over its time": replace(
            with_data_protection(usual, keep_inputs_months=1, input_months=("2026-04",)), today=TODAY.replace(day=4)
        ),
        "long kept": with_data_protection(usual, keep_inputs_months=60),
        "not kept": with_data_protection(usual, keep_inputs_months=0, input_months=()),
        "not forgotten": with_data_protection(usual, keep_inputs_months=1, input_months=("2025-01",)),
        "old key": with_data_protection(usual, keys=(old_key,)),
        "very old key": with_data_protection(usual, keys=(replace(old_key, last_used=TODAY),)),
        "some wrong keys": with_data_protection(usual, wrong_keys=60, wrong_keys_worst_day=50),
        "many wrong keys": with_data_protection(usual, wrong_keys=6000, wrong_keys_worst_day=5000),
        "old backup": with_data_protection(usual, last_backup=_days_ago(12), recovery_key_saved=False),
        "recovery key not saved": with_data_protection(usual, recovery_key_saved=False),
        "second week without a backup": with_data_protection(
            usual, last_backup=None, last_trial_restore=None, begun=_days_ago(10)
        ),
        "no backup": with_data_protection(usual, last_backup=None, last_trial_restore=None),
        "backup never tried": with_data_protection(usual, last_trial_restore=None, last_backup=TODAY),
        "backup does not open": with_data_protection(usual, trial_restore_rows=0),
    }
