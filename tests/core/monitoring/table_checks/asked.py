"""Faults that show only once a question is asked: leaks, wrong and contradicting answers, gaps in one group."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from tests.demo_tables import customers

Fault = Callable[[pd.DataFrame], pd.DataFrame]


def clear(rows: int = 3000, seed: int = 0) -> pd.DataFrame:
    """Return a table in which who left follows the rule with hardly any chance in it."""
    return customers(rows, seed, sharpness=3.6)


def wrong_answers(frame: pd.DataFrame, share: float = 0.05, seed: int = 1) -> pd.DataFrame:
    wrong = np.random.default_rng(seed).random(len(frame)) < share
    return frame.assign(left=frame["left"] ^ wrong)


def dated(frame: pd.DataFrame) -> pd.DataFrame:
    """With the day on which each row was true, which is the question's date."""
    days = pd.Timestamp("2026-06-20") - pd.to_timedelta(np.arange(len(frame)) % 300, unit="D")
    return frame.assign(**{"seen on": days})


def _copied(frame: pd.DataFrame) -> pd.DataFrame:
    other = np.random.default_rng(2).random(len(frame)) < 0.01
    return frame.assign(state=np.where(frame["left"] ^ other, "gone", "here"))


def _filled_in_afterwards(frame: pd.DataFrame) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    told = frame["left"] & (rng.random(len(frame)) < 0.7)
    return frame.assign(talk=np.where(told, rng.integers(1, 9, len(frame)), np.nan))


def _together(frame: pd.DataFrame) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    owed = np.round(rng.uniform(10, 90, len(frame)), 2)
    paid = np.where(frame["left"], owed - rng.uniform(1, 9, len(frame)), owed + rng.uniform(0, 9, len(frame)))
    return frame.assign(owed=owed, paid=np.round(paid, 2))


def _ends_later(frame: pd.DataFrame) -> pd.DataFrame:
    frame = dated(frame)
    after = np.where(frame["left"], 9, 60) + np.random.default_rng(5).integers(0, 40, len(frame))
    return frame.assign(**{"last talk": frame["seen on"] + pd.to_timedelta(after, unit="D")})


def _without_a_month(frame: pd.DataFrame) -> pd.DataFrame:
    frame = dated(frame)
    return frame[frame["seen on"].dt.to_period("M") != "2026-01"].reset_index(drop=True)


def _people_twice(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(mail=[f"person{number // 3}@example.org" for number in range(len(frame))])


def _rare(frame: pd.DataFrame, keep: int) -> pd.DataFrame:
    left = frame.index[frame["left"]]
    return frame.drop(index=left[keep:]).reset_index(drop=True)


def _opposed(frame: pd.DataFrame) -> pd.DataFrame:
    again = frame.head(40)
    new = [f"D-{number}" for number in range(40)]
    return pd.concat([frame, again.assign(customer=new, left=~again["left"])], ignore_index=True)


def _lacking(frame: pd.DataFrame) -> pd.DataFrame:
    gender = np.where(np.arange(len(frame)) % 3 == 0, "female", "male")
    gap = (gender == "female") & (np.random.default_rng(6).random(len(frame)) < 0.5)
    return frame.assign(gender=gender, income=np.where(gap, np.nan, frame["spent"] * 40))


def described(frame: pd.DataFrame) -> pd.DataFrame:
    rng = np.random.default_rng(7)
    return frame.assign(
        age=rng.integers(18, 90, len(frame)),
        gender=rng.choice(["female", "male"], len(frame)),
        postcode=rng.choice(["LS1 4AP", "LS2 7EY", "YO1 9TT", "HU1 3DZ", "HG4 1AA"], len(frame)),
    )


def _few_kinds(frame: pd.DataFrame) -> pd.DataFrame:
    """Ages in bands and two genders: nobody stands alone."""
    rng = np.random.default_rng(8)
    return frame.assign(age=rng.choice([20, 30, 40], len(frame)), gender=rng.choice(["female", "male"], len(frame)))


def _another_mix(frame: pd.DataFrame) -> pd.DataFrame:
    frame = dated(frame)
    new = frame["seen on"] > pd.Timestamp("2026-04-20")
    return frame.assign(town=frame["town"].where(~new, "Ripon"))


FAULTS: dict[str, Fault] = {
    "balance: few": lambda frame: _rare(frame, 40),
    "balance: too few": lambda frame: _rare(frame, 15),
    "contradictions": _opposed,
    "coverage: old": lambda frame: dated(frame).assign(**{"seen on": lambda table: table["seen on"] - pd.Timedelta(days=900)}),
    "coverage: a month": _without_a_month,
    "label_noise": lambda _frame: wrong_answers(clear()),
    "leakage: a copy": _copied,
    "leakage: filled in afterwards": _filled_in_afterwards,
    "leakage: together": _together,
    "leakage: by name": lambda frame: frame.assign(kündigungsgrund=frame["town"].to_numpy()[::-1]),
    "leakage: by date": _ends_later,
    "leakage: people twice": _people_twice,
    "missing_by_group": _lacking,
    "newest_rows": _another_mix,
    "uniqueness": described,
}  # fmt: skip


def in_order(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables that are in order, and that the ones above are to be told from."""
    return {"clear answers": clear(), "dated": dated(frame), "described in bands": _few_kinds(frame)}
