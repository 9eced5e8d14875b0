"""Makes windows of a believable shop from a seed, with a problem where one is wanted.

The "model" knows the rule of the shop exactly, as far as it sees the columns: without a problem its chances are true, and
every alarm is a false one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from core.common.words import Words
from core.inference.inputs import ABSENT, MOST_BINS, Input
from core.models.model_facts import ModelFacts
from core.models.reference import Reference
from core.models.stakes import harmless
from core.monitoring.window import Answers, DailyCalls, DataColumn, DataProtection, KeyFacts, Subject, Window
from core.monitoring.window.contents import EPOCH

TODAY = date(2026, 6, 30)
KINDS = ("yes_no", "number", "category", "segments")
PLANS, CITIES = ("monthly", "yearly", "family"), tuple(f"town {number}" for number in range(25))
LABELS = {"yes_no": ("no", "yes"), "number": (), "category": ("red", "green", "blue"), "segments": ("A", "B", "C")}
NOUNS = {"one": "customer", "many": "customers", "did": "left", "will": "leave", "did_not": "stayed"}
DRIVERS = {
    "tenure": 0.35,
    "plan": 0.3,
    "spend": 0.2,
    "visits": 0.1,
    "member": 0.04,
    "city": 0.01,
    "note": 0.0,
    "joined": 0.0,
}
MASTERLY = {"auc": 0.9, "mae": 5.0, "accuracy": 0.8, "stability": 0.9}
GUESSING = {"auc": 0.5, "mae": 20.0, "accuracy": 0.4, "stability": 0.0}

Rows = dict[str, np.ndarray[Any, Any]]


@dataclass(frozen=True)
class Problem:
    """What goes wrong from `since` on, in `share` of the rows."""

    what: str
    column: str = "tenure"
    since: date = TODAY - timedelta(days=27)
    share: float = 1.0
    size: float = 1.0


def made(
    predicts: str = "yes_no",
    rows: int = 300,
    seed: int = 0,
    problem: Problem | None = None,
    days: int = 84,
    labelled: float = 1.0,
    learned: int = 1500,
) -> Window:
    """A window with `rows` answers in the last `days`, of which a share `labelled` has a known outcome."""
    rng = np.random.default_rng([seed, rows, KINDS.index(predicts)])
    shop, held = customers(learned, rng), customers(learned // 4, rng)
    inputs = tuple(asked(name, values) for name, values in shop.items())
    today = customers(rows, rng)
    day = np.sort(rng.integers((TODAY - EPOCH).days - days + 1, (TODAY - EPOCH).days + 1, rows))
    hit = (day >= ((problem.since if problem else TODAY) - EPOCH).days) & (
        rng.random(rows) < (problem or Problem("")).share
    )
    if problem is None:
        hit[:] = False
    if problem and problem.what == "mix":
        today = mixed(today, hit, rng)
    actual = happened(predicts, today, rng)
    seen = spoilt(today, hit, problem, rng) if problem else today
    score, answer = answered(predicts, seen)
    if problem and problem.what == "rule_changed":
        other = happened(predicts, {name: rng.permutation(values) for name, values in today.items()}, rng)
        actual = np.where(hit, other, actual)
    if problem and problem.what == "overtrust":
        score = np.where(hit, np.clip(0.5 + (score - 0.5) * (1 + problem.size), 0.01, 0.99), score)
    if problem and problem.what == "one_answer":
        score, answer = np.where(hit, score[0], score), np.where(hit, answer[0], answer)
    codes = binned(inputs, seen)
    if problem and problem.what == "renamed":
        codes[hit, [each.name for each in inputs].index(problem.column)] = ABSENT
    actual[rng.random(rows) >= labelled] = np.nan
    return Window(
        today=TODAY,
        subject=subject(predicts, len(shop["plan"]), len(held["plan"])),
        reference=reference(predicts, inputs, shop, held, rng),
        answers=Answers(
            seq=np.arange(rows),
            at=day * 86_400.0 + 43_200,
            version=np.ones(rows, dtype=np.int64),
            score=score,
            answer=answer,
            latency=rng.gamma(4, 500, rows).astype(np.int64),
            bins=codes,
            actual=actual,
        ),
        daily_calls=tuple(
            DailyCalls(TODAY - timedelta(days=back), rows // days + 5, 0, 0) for back in range(27, -1, -1)
        ),
        data_protection=data_protection(),
        words=Words(),
        newest_outcome=TODAY - timedelta(days=2),
    )


def customers(rows: int, rng: np.random.Generator) -> Rows:
    """Rows of the shop; None where nothing was filled in."""
    tenure = np.round(rng.gamma(2.0, 14.0, rows)).astype(object)
    tenure[rng.random(rows) < 0.03] = None
    rare = 1 / np.arange(1, len(CITIES) + 1)
    return {
        "tenure": tenure,
        "plan": rng.choice(PLANS, rows, p=[0.55, 0.3, 0.15]).astype(object),
        "spend": np.round(np.exp(rng.normal(3.5, 0.6, rows)), 2).astype(object),
        "visits": rng.poisson(4.0, rows).astype(float).astype(object),
        "member": rng.integers(0, 2, rows).astype(float).astype(object),
        "city": rng.choice(CITIES, rows, p=rare / rare.sum()).astype(object),
        "joined": (20_000.0 - np.array([value or 0.0 for value in tenure])).astype(object),
        "note": rng.choice(["", "late", "asked for a discount", "called twice in May"], rows).astype(object),
    }


def mixed(rows: Rows, hit: np.ndarray[Any, Any], rng: np.random.Generator) -> Rows:
    """More of one kind of case: new customers on a monthly plan."""
    new = hit & (rng.random(len(hit)) < 0.7)
    young = np.where(new, np.array([(value or 4) % 8 for value in rows["tenure"]], dtype=object), rows["tenure"])
    return {**rows, "tenure": young, "plan": np.where(new, "monthly", rows["plan"])}


def spoilt(rows: Rows, hit: np.ndarray[Any, Any], problem: Problem, rng: np.random.Generator) -> Rows:
    """The rows as they are sent, spoilt by the problem."""
    column = rows[problem.column]
    filled = [0.0 if value is None else value for value in column]
    ways: Mapping[str, Callable[[], Any]] = {
        "missing": lambda: np.full(len(column), None),
        "renamed": lambda: np.full(len(column), None),
        "new_category": lambda: np.array([f"new {value}" for value in column], dtype=object),
        "unit": lambda: np.array([value * 100 * problem.size for value in filled], dtype=object),
        "frozen": lambda: np.full(len(column), column[0], dtype=object),
        "shifted": lambda: np.array([value + 25.0 * problem.size for value in filled], dtype=object),
    }
    if problem.what not in ways:
        return rows
    return {**rows, problem.column: np.where(hit, ways[problem.what](), column)}


def _latent(rows: Rows) -> np.ndarray[Any, Any]:
    """The rule of the shop. What is missing or never met counts as usual."""
    tenure = np.array([28.0 if value is None else value for value in rows["tenure"]], dtype=float)
    spend = np.array([30.0 if value is None else value for value in rows["spend"]], dtype=float)
    visits = np.array([4.0 if value is None else value for value in rows["visits"]], dtype=float)
    plan = np.array([{"monthly": 1.2, "yearly": -1.4, "family": -0.6}.get(value, 0.0) for value in rows["plan"]])
    cost = 0.9 * (np.log(np.clip(spend, 1, None)) - 3.5)
    return -1.1 + plan + 1.4 * np.clip((24 - tenure) / 20, -2.5, 1.2) + cost - 0.25 * (np.clip(visits, 0, 12) - 4)


def _chances(latent: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """(n, 3): chances of the three labels."""
    power = np.exp(np.stack([1.5 * latent, np.zeros(len(latent)), -1.2 * latent - 1], axis=1))
    return power / power.sum(axis=1, keepdims=True)


def happened(predicts: str, rows: Rows, rng: np.random.Generator) -> np.ndarray[Any, Any]:
    latent = _latent(rows)
    if predicts == "yes_no":
        return (rng.random(len(latent)) < 1 / (1 + np.exp(-latent))).astype(float)
    if predicts == "number":
        return 100 + 30 * latent + rng.standard_t(4, len(latent)) * 15
    if predicts == "category":
        return (rng.random((len(latent), 1)) > _chances(latent).cumsum(axis=1)).sum(axis=1).clip(0, 2).astype(float)
    return np.full(len(latent), np.nan)


def answered(predicts: str, rows: Rows) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """(score, answer) of the model that knows the rule."""
    latent = _latent(rows)
    if predicts == "yes_no":
        score = 1 / (1 + np.exp(-latent))
        return score, (score >= 0.5).astype(float)
    if predicts == "number":
        return 100 + 30 * latent, 100 + 30 * latent
    if predicts == "category":
        chances = _chances(latent)
        return chances.max(axis=1), chances.argmax(axis=1).astype(float)
    group = np.digitize(latent, [-1.5, 0.0])
    return np.abs(latent - np.array([-2.5, -0.7, 1.0])[group]), group.astype(float)


def asked(name: str, values: np.ndarray[Any, Any]) -> Input:
    """The input as training would describe it."""
    met = [value for value in values if value is not None and value != ""]
    if name in ("plan", "city"):
        found, counts = np.unique(np.array(met, dtype=str), return_counts=True)
        return Input(
            name, "category", categories=tuple(str(found[place]) for place in np.argsort(-counts, kind="stable"))
        )
    if name == "note":
        lengths = np.array([len(value) for value in met], dtype=float)
        return Input(
            name, "text", edges=tuple(float(edge) for edge in np.unique(np.quantile(lengths, [0.25, 0.5, 0.75])))
        )
    numbers = np.array(met, dtype=float)
    kind = {"member": "yes_no", "joined": "date"}.get(name, "number")
    inner = np.unique(np.quantile(numbers, np.linspace(0, 1, MOST_BINS + 1)[1:-1])) if kind != "yes_no" else []
    edges = tuple(float(edge) for edge in inner)
    return Input(name, kind, edges=edges, low=float(numbers.min()), high=float(numbers.max()))  # type: ignore[arg-type]


def binned(inputs: tuple[Input, ...], rows: Rows) -> np.ndarray[Any, Any]:
    columns = [[each.bin(None if value == "" else value) for value in rows[each.name]] for each in inputs]
    return np.array(columns, dtype=np.uint8).T


def reference(predicts: str, inputs: tuple[Input, ...], shop: Rows, held: Rows, rng: np.random.Generator) -> Reference:
    codes, actual = binned(inputs, shop), happened(predicts, held, rng)
    score, answer = answered(predicts, held)
    given = answered(predicts, shop)[1]
    rows = len(answer)
    if predicts == "number":
        shares = np.full(10, 0.1)
    else:
        seen = happened(predicts, shop, rng) if predicts != "segments" else given
        shares = np.bincount(seen.astype(int), minlength=len(LABELS[predicts])) / len(seen)
    return Reference(
        inputs=inputs,
        bin_counts=np.stack([np.bincount(codes[:, place], minlength=256) for place in range(len(inputs))]),
        held_bins=binned(inputs, held),
        held_score=score,
        held_answer=answer,
        held_actual=actual,
        held_at=np.full(rows, np.nan),
        loss_learned=rng.gamma(1.0, 1.0, 4 * rows),
        loss_held=rng.gamma(1.0, 1.0, rows),
        answer_shares=shares,
        score_edges=np.quantile(score, np.linspace(0.1, 0.9, 9)),
    )


def subject(predicts: str, learned: int, held: int) -> Subject:
    spread = {"mae": 0.5}
    facts = ModelFacts(
        template="churn",
        predicts=predicts,
        target="left",
        positive="yes",
        labels=LABELS[predicts],
        rows_learned=learned,
        rows_held=held,
        split="at random",
        scores={
            name: {
                "value": value,
                "low": value - spread.get(name, 0.03),
                "high": value + spread.get(name, 0.03),
                "rows": held,
            }
            for name, value in MASTERLY.items()
        },
        baseline=GUESSING,
        powers={} if predicts == "segments" else {"tenure": 0.74, "plan": 0.71, "spend": 0.6, "city": 0.51},
        threshold=0.5,
        unit="GBP" if predicts == "number" else "",
    )
    return Subject(
        **facts.shared(),
        model="m_1",
        name="Who might leave",
        version=1,
        trained=TODAY - timedelta(days=120),
        live_since=TODAY - timedelta(days=100),
        left_out={"customer number": "id", "closed on": "leak"},
        drivers=DRIVERS,
        nouns=NOUNS,
        stake=harmless("Nothing but whom we talk to"),
    )


def data_protection() -> DataProtection:
    """A workspace in order."""
    columns = tuple(DataColumn(name, "number", None, used=True) for name in DRIVERS)
    return DataProtection(
        columns=(*columns, DataColumn("mail", "email", "email", used=False)),
        keep_inputs_months=12,
        input_months=("2026-04", "2026-05", "2026-06"),
        keys=(KeyFacts("k_1", TODAY - timedelta(days=100), TODAY, None),),
        wrong_keys=2,
        wrong_keys_worst_day=1,
        key_folder_private=True,
        unsealed=(),
        opened_samples=6,
        last_backup=TODAY - timedelta(days=1),
        last_trial_restore=TODAY - timedelta(days=20),
        trial_restore_rows=1200,
        recovery_key_saved=True,
        begun=TODAY - timedelta(days=120),
        practice=False,
    )


def with_subject(window: Window, **changed: Any) -> Window:
    """The window with other facts of the model, or of what is asked about it."""
    return replace(window, subject=replace(window.subject, **changed))


def with_data_protection(window: Window, **changed: Any) -> Window:
    return replace(window, data_protection=replace(window.data_protection, **changed))


def with_reference(window: Window, **changed: Any) -> Window:
    return replace(window, reference=replace(window.reference, **changed))


def with_answers(window: Window, **changed: Any) -> Window:
    return replace(window, answers=replace(window.answers, **changed))
