"""Since when: the first day of the stretch in which something was clearly more than usual."""

from datetime import date, timedelta

import numpy as np

from core.models.reference import Floats
from core.monitoring.window import Answers
from core.monitoring.window.contents import EPOCH


def first_day(answers: Answers, amounts: Floats, usual: float, now: float) -> date:
    """Return the first day of the stretch of days in which `amounts` (n,), one for each answer, lay most above `usual`.

    Rows count for their whole day, because files are often sorted. Each is measured against the middle between `usual` and
    `now`, and the stretch with the greatest sum wins: Page's CUSUM (Biometrika 41, 1954), looked at afterwards.
    """
    days, place = np.unique(answers.days, return_inverse=True)
    excess = np.bincount(place, weights=amounts - (usual + now) / 2)
    best, start, best_start, total = -np.inf, 0, 0, 0.0
    for index, value in enumerate(excess):
        if total <= 0:
            start, total = index, 0.0
        total += value
        if total > best:
            best, best_start = total, start
    return EPOCH + timedelta(days=int(days[best_start]))
