"""One call with 1,000 rows against 1,000 calls with one, in turns.

python -m tests.benchmarks.together [--rounds 7]
"""

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

from core.storage.settings import Settings
from tests.core.serving.endpoint.shop import ROW, Shop, opened

ROWS, SINGLE = 1000, 300


def _seconds(shop: Shop, body: object, times: int) -> float:
    started = time.perf_counter()
    for _ in range(times):
        assert shop.predict(body)[0] == 200
    return (time.perf_counter() - started) / times


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = arguments.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, opened(Settings(home=Path(folder) / "workspace")) as shop:
        _seconds(shop, {"rows": [ROW] * ROWS}, 2)
        ratios = []
        for _ in range(rounds):
            together = _seconds(shop, {"rows": [ROW] * ROWS}, 3)
            alone = _seconds(shop, {"row": ROW}, SINGLE) * ROWS
            ratios.append(alone / together)
            print(
                f"{ROWS:,} rows in {together * 1000:.0f} ms; one by one {alone * 1000:.0f} ms: {ratios[-1]:.0f} times"
            )
    print(f"median {median(ratios):.0f} times as fast (bar 30)")


if __name__ == "__main__":
    main()
