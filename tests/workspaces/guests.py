"""Invented guests of a guest house, made from a seed: one table from which each kind of answer can be learned."""

import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

COLUMNS = ("guest", "email", "arrived", "nights", "spend", "booked by", "party", "came again", "next bill", "likes")


def rows(count: int, seed: int, first: int, last_day: date) -> list[list[str]]:
    """Return `count` guests numbered from `first`, the newest of whom arrived on `last_day`."""
    chance = random.Random(seed)
    return [_guest(chance, first + each, last_day - timedelta(days=(count - 1 - each) // 2)) for each in range(count)]


def _guest(chance: random.Random, number: int, arrived: date) -> list[str]:
    nights, party = chance.randint(1, 9), chance.choice([1, 2, 2, 2, 3, 4])
    spend = round(nights * chance.gauss(14, 4) + 5 * party, 2)
    booked = chance.choices(["telephone", "website", "agency"], [3, 5, 2])[0]
    again = chance.random() < 1 / (1 + math.exp(2.6 - 0.45 * nights + 1.5 * (booked == "agency")))
    bill = round(60 + 38 * nights + 12 * party + 0.4 * spend + chance.gauss(0, 18), 2)
    likes = max((nights - 5 + chance.gauss(0, 1.5), "sea"), (party - 2.2, "garden"), (chance.gauss(0, 0.8), "town"))[1]
    shown = "" if chance.random() < 0.05 else f"{spend:.2f}"
    id_, email = f"H-{number}", f"h{number}@guests.example.org"
    answers = ["yes" if again else "no", f"{bill:.2f}", likes]
    return [id_, email, arrived.isoformat(), str(nights), shown, booked, str(party), *answers]


def write(path: Path, table: list[list[str]], without: tuple[str, ...] = ()) -> Path:
    """Write a CSV file, without some columns."""
    kept = [at for at, name in enumerate(COLUMNS) if name not in without]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([[row[at] for at in kept] for row in [list(COLUMNS), *table]])
    return path
