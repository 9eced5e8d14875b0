"""Progress: what is heard of long work, and how it is stopped."""

import pytest

from core.common.errors import Cancelled
from core.common.progress import SILENT, Progress

Heard = list[tuple[float, str]]


def heard_by(said: Heard) -> Progress:
    return Progress(lambda share, sentence: said.append((round(share, 6), sentence)))


def test_a_part_goes_its_own_way_within_the_whole() -> None:
    said: Heard = []
    second = heard_by(said).part(0.5, 1.0).part(0.0, 0.5)
    second.say(0.0, "Begun.")
    second.say(1.0, "Half of the half.")
    assert said == [(0.5, "Begun."), (0.75, "Half of the half.")]


def test_equal_steps_share_out_the_way_and_never_go_beyond_it() -> None:
    said: Heard = []
    loop = heard_by(said).part(0.2, 0.8, "Learning…", steps=3)
    for _ in range(4):
        loop.advance()
    assert said == [(0.4, "Learning…"), (0.6, "Learning…"), (0.8, "Learning…"), (0.8, "Learning…")]


def test_two_loops_of_one_work_count_for_themselves() -> None:
    said: Heard = []
    whole = heard_by(said)
    for each in (whole.part(0.0, 0.5, "One", steps=1), whole.part(0.5, 1.0, "Two", steps=1)):
        each.advance()
    assert said == [(0.5, "One"), (1.0, "Two")]


def test_a_stop_ends_the_innermost_loop_before_it_says_more() -> None:
    said: Heard = []
    stopped = Progress(lambda share, sentence: said.append((share, sentence)), lambda: bool(said))
    loop = stopped.part(0.0, 1.0, "Working…", steps=2)
    loop.advance()
    for ask in (loop.advance, loop.check, lambda: loop.at(1.0), lambda: stopped.say(1.0, "More.")):
        with pytest.raises(Cancelled):
            ask()
    assert said == [(0.5, "Working…")]


def test_what_is_kept_by_now_is_said_to_be_done_even_when_stopped() -> None:
    said: Heard = []
    Progress(lambda share, sentence: said.append((share, sentence)), lambda: True).end("Done.")
    assert said == [(1.0, "Done.")]


def test_work_that_nobody_follows_goes_on_in_silence() -> None:
    SILENT.part(0.0, 0.5, "Working…").advance()
    SILENT.end("Done.")
