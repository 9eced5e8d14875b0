"""False alarms and faults found, by size of shop: `python -m tests.benchmarks.alarms [TABLE …] [--seeds N] [--splits N]`.

Reads real tables beside the checkout (../shared/data). A part of each is learned from; the other rows come in as months of use,
drawn at random in time. Nothing changes in them unless a fault is put in, so that every alarm before that is a false one.
The seeds are not those of any test.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # as the worker runs it

import sys
import tempfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.common.finding import Finding, verdict
from core.monitoring.indicator import judge
from core.monitoring.indicators import all_indicators
from core.monitoring.window import Window
from core.storage.settings import Settings
from core.storage.workspace import open_workspace
from tests.benchmarks.alarms.faults import FAULTS, Fault, answered, befalls, spoilt
from tests.benchmarks.alarms.replay import replay
from tests.benchmarks.alarms.shops import CASES, Shop, shops

SIZES = (20, 60, 200, 2000)
FIRST_SEED = 90_000
ANY = "any of them"
HEALTH = [indicator for indicator in all_indicators() if indicator.group == "health"]


@dataclass
class Tally:
    """How often each thing was seen, by (row of the table, size)."""

    checks: Counter[tuple[str, int]] = field(default_factory=Counter)
    spoke: Counter[tuple[str, int]] = field(default_factory=Counter)
    act: Counter[tuple[str, int]] = field(default_factory=Counter)
    watch: Counter[tuple[str, int]] = field(default_factory=Counter)
    named: Counter[tuple[str, int]] = field(default_factory=Counter)

    def share(self, of: Counter[tuple[str, int]], row: str, size: int, digits: int = 0) -> str:
        checks = self.checks[row, size]
        return f"{100 * of[row, size] / checks:.{digits}f}" if checks else "–"


def main(arguments: list[str]) -> int:
    """Exit code 1 when an indicator cries wolf: more than 1 of 100 checks say act, or more than 5 say watch."""
    parser = ArgumentParser(prog="python -m tests.benchmarks.alarms")
    parser.add_argument("tables", nargs="*", default=list(CASES), help=f"of: {', '.join(CASES)}")
    parser.add_argument("--seeds", type=int, default=30, help="unchanged replays of each shop and size")
    parser.add_argument("--faulty", type=int, default=4, help="replays of each shop, size and fault")
    parser.add_argument("--splits", type=int, default=2, help="trainings of each table")
    asked = parser.parse_args(arguments)
    quiet, found = Tally(), Tally()
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Settings(home=Path(folder) / "workspace"))
        for shop in shops(workspace, asked.tables, asked.splits):
            print(f"{shop.name}…", file=sys.stderr, flush=True)
            unchanged(shop, asked.seeds, quiet)
            faulty(shop, asked.faulty, found)
    print(_false_alarms(quiet), _found(found), sep="\n")
    return int(_cries_wolf(quiet))


def unchanged(shop: Shop, seeds: int, tally: Tally) -> None:
    """What is worse than it was before anybody asked, though nothing changed."""
    fine = {finding.indicator for finding in said(shop.asked) if finding.level not in ("watch", "act")}
    usual = answered(shop, shop.columns)
    for size, seed in _replays(shop, seeds):
        found = {each.indicator: each.level for each in said(replay(shop, size, FIRST_SEED + seed, usual))}
        levels = {name: [level] for name, level in found.items() if name in fine}
        for name, told in {**levels, ANY: [level for each in levels.values() for level in each]}.items():
            tally.checks[name, size] += 1
            tally.spoke[name, size] += any(level != "not_yet" for level in told)
            tally.act[name, size] += "act" in told
            tally.watch[name, size] += "watch" in told and "act" not in told


def faulty(shop: Shop, seeds: int, tally: Tally) -> None:
    usual = answered(shop, shop.columns)
    for fault in (fault for fault in FAULTS if shop.asked.subject.predicts in fault.predicts):
        column = befalls(shop, fault)
        if fault.kinds and column is None:
            continue
        bad = spoilt(shop, fault, column) if fault.spoils else None
        weights = fault.weights(shop, column) if fault.weights and column else None
        for size, seed in _replays(shop, seeds):
            _tell(
                fault,
                column,
                size,
                said(replay(shop, size, FIRST_SEED + 5000 + seed, usual, fault, bad, weights)),
                tally,
            )


def _replays(shop: Shop, seeds: int) -> Iterator[tuple[int, int]]:
    """(size, seed) of each; a month cannot hold more cases than there are."""
    return ((size, seed) for size in SIZES if size <= len(shop.actual) for seed in range(seeds))


def _tell(fault: Fault, column: str | None, size: int, findings: list[Finding], tally: Tally) -> None:
    spoke = [each for each in findings if each.indicator in fault.indicators and each.level in ("watch", "act")]
    cause = verdict(findings).cause
    tally.checks[fault.name, size] += 1
    tally.act[fault.name, size] += any(finding.level == "act" for finding in findings)
    tally.watch[fault.name, size] += bool(spoke)
    right = cause is not None and cause.what == fault.what and (column is None or column in cause.columns)
    tally.named[fault.name, size] += right or (fault.what is None and bool(spoke))


def said(window: Window) -> list[Finding]:
    return [judge(indicator, window) for indicator in HEALTH]


def _false_alarms(tally: Tally) -> str:
    """Act / watch of 100 checks, and how many of 100 could say anything."""

    def cell(row: str, size: int) -> str:
        act, watch = (tally.share(of, row, size, 1) for of in (tally.act, tally.watch))
        return f"{act} / {watch} ({tally.share(tally.spoke, row, size)})"

    rows = list(dict.fromkeys(name for name, _ in tally.checks))
    checks = _line("checks", [str(tally.checks[ANY, size]) for size in SIZES])
    return (
        _table(
            "unchanged: act / watch (spoke) of 100", [_line(row, [cell(row, size) for size in SIZES]) for row in rows]
        )
        + checks
    )


def _found(tally: Tally) -> str:
    """How often the right indicator spoke, the state's cause was right, and something said act."""

    def cell(row: str, size: int) -> str:
        return " / ".join(tally.share(of, row, size) for of in (tally.watch, tally.named, tally.act))

    lines = [_line(fault.name, [cell(fault.name, size) for size in SIZES]) for fault in FAULTS]
    return _table("fault: found / cause named / act of 100", lines)


def _table(heading: str, lines: list[str]) -> str:
    return "".join([_line(heading, [f"{size} a month" for size in SIZES]), _line("---", ["---"] * len(SIZES)), *lines])


def _line(first: str, cells: list[str]) -> str:
    return f"| {' | '.join([first, *cells])} |\n"


def _cries_wolf(tally: Tally) -> bool:
    return any(
        tally.act[row] > max(2, 0.01 * checks) or tally.watch[row] > max(3, 0.05 * checks)
        for row, checks in tally.checks.items()
        if row[0] != ANY
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
