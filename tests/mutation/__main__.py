"""Changes the product one small thing at a time and looks whether a test fails.

    python -m tests.mutation [--mutants 400] [--seed 1] [--jobs 2] [--reach FOLDER] [PLACE …]

First the tests run once and it is noted which functions each of them calls (kept in --reach, and used again from there). Then each
drawn change is made in a copy of the checkout, and the tests that call the changed function run, quickest first, until one fails.
A change in what runs at import is tried with the tests that call any function of its file. What is not noticed is listed.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.mutation.points import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("core/inference", "core/monitoring", "core/models/metrics", "core/serving/prediction_log")
MOST_TESTS, MOST_SECONDS = 40, 60.0
"""Tests that are run for one change, and how long they take together when nothing is changed."""
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.pyc", ".mypy_cache", ".ruff_cache", "pictures")
Reach = dict[str, dict[str, float]]
"""By file and by file:function, the seconds of each test that calls it."""


def note_reach(folder: Path) -> None:
    """Run all tests of core once, noting what they call."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "-p",
        "tests.mutation.reach",
        "tests/core",
        "tests/rules",
    ]
    environment = {**os.environ, "PLAINWELL_REACH": str(folder)}
    subprocess.run(command, cwd=ROOT, env=environment, check=False)


def known_tests() -> set[str]:
    """Return the tests that there are: what was noted before may have another name by now."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "tests/core", "tests/rules"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {line for line in listed.splitlines() if "::" in line}


def read_reach(folder: Path) -> Reach:
    """Return which tests call what."""
    found: Reach = defaultdict(dict)
    known = known_tests()
    for file in folder.glob("*.json"):
        for test, noted in json.loads(file.read_text()).items():
            if test not in known:
                continue
            found["core"][test] = noted["seconds"]
            for place in noted["called"]:
                found[place][test] = found[place.partition(":")[0]][test] = noted["seconds"]
    return found


def tests_for(mutant: Mutant, reach: Reach) -> list[str]:
    """Return the tests that may notice it: those that call it, then the others of their files, each time the quickest first.

    The others count because examples that are made once are only seen to be made by the first test that needs them. Where no test
    calls it in its own process, processes that tests start may: then those of its district are tried.
    """
    place = f"{mutant.path}:{mutant.function}" if mutant.function else mutant.path
    district = "/".join(("tests", *mutant.path.split("/")[:2], ""))
    callers = reach.get(place) or {test: takes for test, takes in reach["core"].items() if test.startswith(district)}
    files = {test.partition("::")[0] for test in callers}
    others = {test: takes for test, takes in reach["core"].items() if test.partition("::")[0] in files}
    in_order = [*sorted(callers, key=callers.__getitem__)[:MOST_TESTS], *sorted(others, key=others.__getitem__)]
    chosen: dict[str, float] = {}
    for test in in_order:
        if len(chosen) == 2 * MOST_TESTS or sum(chosen.values()) + others[test] > MOST_SECONDS:
            break
        chosen[test] = others[test]
    return list(chosen)


def is_noticed(mutant: Mutant, tests: list[str], copy: Path) -> bool:
    """Make the change in the copy, run the tests, and undo it."""
    path = copy / mutant.path
    whole = path.read_bytes()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "--no-header",
        "-p",
        "no:randomly",
        "--timeout",
        "120",
        *tests,
    ]
    try:
        path.write_bytes(mutant.source(whole))
        ran = subprocess.run(
            command, cwd=copy, capture_output=True, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        )
        return ran.returncode != 0
    finally:
        path.write_bytes(whole)


def drawn(places: Iterable[str], count: int, seed: int) -> list[Mutant]:
    """Return so many changes, drawn from all that are possible."""
    paths = [path for place in places for path in sorted((ROOT / place).rglob("*.py"))]
    found = [mutant for path in paths for mutant in mutants(ROOT, path)]
    print(f"{len(found):,} changes are possible in {len(paths)} files; {min(count, len(found))} are tried.")
    return random.Random(seed).sample(found, min(count, len(found)))


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--mutants", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--reach", type=Path)
    arguments.add_argument("places", nargs="*", default=PLACES)
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = asked.reach or Path(folder) / "reach"
        if not kept.exists():
            note_reach(kept)
        reach = read_reach(kept)
        copies: Queue[Path] = Queue()
        for number in range(asked.jobs):
            copy = Path(folder) / f"copy{number}"
            copies.put(Path(shutil.copytree(ROOT, copy / "main", ignore=LEFT_OUT)))
            (copy / "shared").symlink_to(ROOT.parent / "shared")

        def tried(mutant: Mutant) -> tuple[Mutant, str]:
            tests = tests_for(mutant, reach)
            if not tests:
                return mutant, "called by no test"
            copy = copies.get()
            try:
                return mutant, "noticed" if is_noticed(mutant, tests, copy) else "not noticed"
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(asked.jobs) as pool:
            tally: Counter[tuple[str, str]] = Counter()
            for mutant, became in pool.map(tried, drawn(asked.places, asked.mutants, asked.seed)):
                tally[_place(mutant, asked.places), became] += 1
                if became != "noticed":
                    print(f"{became}: {mutant}", flush=True)
    for place in asked.places:
        whole = sum(count for (of, _), count in tally.items() if of == place)
        print(f"{place:36} {tally[place, 'noticed']:4} of {whole:4} noticed")
    print(
        f"{'together':36} {sum(n for (_, became), n in tally.items() if became == 'noticed'):4} of {tally.total():4} noticed"
    )


def _place(mutant: Mutant, places: Iterable[str]) -> str:
    return next(place for place in places if mutant.path.startswith(place))


if __name__ == "__main__":
    main()
