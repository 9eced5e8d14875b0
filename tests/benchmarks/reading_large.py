"""How long large files take, beside pandas in the same run: `python -m tests.benchmarks.reading_large`.

Makes a CSV of 1,000,000 x 15 and an XLSX of 100,000 x 15 in a folder that is removed again. Reads each as an owner's file (in a
process of its own, with kinds and notes, and the table as kept) and with pandas, each in a fresh process. Prints seconds by the
clock and by the processor (with child processes), and the most memory that one process took. Pandas needs openpyxl for XLSX, which
is none of our dependencies: put it on PYTHONPATH, or its line is left out.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[2]
CSV_ROWS, XLSX_ROWS = 1_000_000, 100_000


def made_up(rows: int) -> pd.DataFrame:
    """Orders: numbers, dates of two kinds, categories, yes and no, codes, e-mail addresses, remarks with quotes."""
    rng = np.random.default_rng(0)
    ordered = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 2000 * 86_400, rows), unit="s")
    remarks = ["", "please call before delivery", "leave at the door", "gift wrap it, please", 'say "hello" to Anna']
    return pd.DataFrame(
        {
            "order_id": [f"A{100_000 + number}" for number in range(rows)],
            "customer_id": rng.integers(1, 60_000, rows),
            "ordered": ordered,
            "delivered": (ordered + pd.Timedelta(days=3)).normalize(),
            "amount": rng.gamma(2, 30, rows).round(2),
            "discount": rng.random(rows).round(4),
            "quantity": rng.integers(1, 30, rows),
            "weight": rng.normal(3, 1, rows).round(3),
            "city": rng.choice(["Berlin", "Paris", "Rome", "Oslo", "Zürich"], rows),
            "category": rng.choice([f"category {number}" for number in range(80)], rows),
            "newsletter": rng.choice(["yes", "no"], rows),
            "returned": rng.integers(0, 2, rows),
            "email": [f"p{number}@example.org" for number in rng.integers(1, 60_000, rows)],
            "comment": rng.choice(remarks, rows, p=[0.7, 0.1, 0.1, 0.05, 0.05]),
            "price": rng.gamma(3, 10, rows).round(2),
        }
    )


def make(folder: Path) -> None:
    table = made_up(CSV_ROWS)
    table["delivered"] = table["delivered"].dt.strftime("%d/%m/%Y")
    table.to_csv(folder / "large.csv", index=False)
    made_up(XLSX_ROWS).to_excel(folder / "large.xlsx", index=False, engine="xlsxwriter")


def as_an_owners_file(file: Path) -> None:
    from core.data.reading import read_table
    from core.data.reading.frame import to_parquet

    to_parquet(read_table(file, file.name).frame)


def with_pandas(file: Path) -> None:
    if file.suffix == ".csv":
        pd.read_csv(file)
    else:
        pd.read_excel(file, engine="openpyxl")


WAYS: dict[str, Callable[[Path], None]] = {"Plainwell": as_an_owners_file, "pandas": with_pandas}


def measured(way: str, file: Path) -> tuple[float, float, float]:
    """Seconds by the clock and by the processor, and megabytes."""
    command = [sys.executable, "-m", "tests.benchmarks.reading_large", way, str(file)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1]), float(told[2])


def measure_here(way: str, file: Path) -> str:
    started = time.perf_counter()
    WAYS[way](file)
    seconds = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(one.ru_utime + one.ru_stime for one in used)
    return f"{seconds} {processor} {max(one.ru_maxrss for one in used) / 1024}"


def main() -> int:
    if sys.argv[1:2] == ["make"]:
        make(Path(sys.argv[2]))
        return 0
    if len(sys.argv) == 3:
        print(measure_here(sys.argv[1], Path(sys.argv[2])))
        return 0
    with tempfile.TemporaryDirectory() as name:
        # In a process of its own: a process begins with the memory mark of the one that starts it.
        subprocess.run([sys.executable, "-m", "tests.benchmarks.reading_large", "make", name], cwd=ROOT, check=True)
        print("| file | read by | seconds | processor's seconds | memory, MB |\n|---|---|---|---|---|")
        for file in ("large.csv", "large.xlsx"):
            for way in WAYS:
                if (way, file) == ("pandas", "large.xlsx") and find_spec("openpyxl") is None:
                    print("| large.xlsx | pandas | openpyxl is not here | | |")
                    continue
                seconds, processor, memory = measured(way, Path(name) / file)
                print(f"| {file} | {way} | {seconds:.1f} | {processor:.1f} | {memory:.0f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
