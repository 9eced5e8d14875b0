"""How often something will happen, learned as an amount is."""

from dataclasses import replace
from functools import partial

from core.models.learning.supervised import learn_from_answers
from core.models.learning.targets import read_amounts
from core.models.problem_types import number

ANSWERS = replace(number.ANSWERS, read_target=partial(read_amounts, predicts="count"))
LEARNING = replace(number.LEARNING, key="count", learn=partial(learn_from_answers, ANSWERS), known_answers=ANSWERS)
