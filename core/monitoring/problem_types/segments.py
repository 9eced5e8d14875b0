"""How models that find groups are watched: nothing ever tells which group would have been right."""

from dataclasses import replace

import numpy as np

from core.common.words import Words
from core.monitoring import answer_balance, answer_mix
from core.monitoring.answer_balance import AnswerBalance
from core.monitoring.key_figure import ENOUGH, KeyFigure, too_few
from core.monitoring.problem_type import WatchingType
from core.monitoring.window import Answers, Subject


def _smallest_group(balance: AnswerBalance, words: Words) -> str:
    of = answer_balance.counts(balance, words)
    return f"The smallest group, “{balance.rarest}”, has {of['examples']} of the {of['rows']} it learned from."


def _key_figure(subject: Subject, month: Answers, words: Words) -> KeyFigure:
    label = "In the largest group"
    if len(month) < ENOUGH:
        return too_few(label, len(month), words)
    sizes = np.bincount(month.answer[np.isfinite(month.answer)].astype(np.int64), minlength=len(subject.labels))
    largest = int(sizes.argmax())
    name = subject.labels[largest] if largest < len(subject.labels) else ""
    return KeyFigure(label, words.of_100(sizes[largest] / sizes.sum()), name)


WATCHING = WatchingType(
    key="segments",
    quality=None,
    came_true=None,
    mix=answer_mix.LABELS,
    balance=replace(
        answer_balance.LABELS,
        result=_smallest_group,
        rare="this group",
        mend="Add rows, or train it again on fewer columns.",
    ),
    key_figure=_key_figure,
    not_applicable={
        "accuracy": "Groups have no right or wrong answer, so there is nothing to count as right.",
        "calibration": "It gives no chances, so there are none to compare with what happened.",
        "leakage": "Groups are found without a known answer, so no column can give it away.",
        "live_accuracy": "Groups have no right or wrong answer, so nothing can be compared with them.",
    },
)
