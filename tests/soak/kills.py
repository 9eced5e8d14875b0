"""The endpoint is killed (SIGKILL) again and again while clients call.

    python -m tests.soak.kills [--times 1000] [--clients 8] [--supervised]

Afterwards every acknowledged prediction must be in the log, no call twice, and the endpoint must have answered again within two
seconds. `--supervised`: it is started again by Plainwell's own supervisor, which pauses before it starts again what did not
live for five seconds; so each kill takes six seconds. Without it, this command starts it at once.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from core.operations.supervisor import STEADY_SECONDS
from core.serving.endpoint import discovery
from core.storage.settings import Settings
from tests.core.serving.endpoint.shop import Shop, publish
from tests.soak.callers import Callers, judge
from tests.soak.keeper import kept
from tests.waiting import wait_for

HEALS = 2.0


def kill_again_and_again(shop: Shop, callers: Callers, times: int, *, supervised: bool) -> list[float]:
    """Seconds from each kill to the next answer."""
    chance, healed = random.Random(1), list[float]()
    for _ in range(times):
        time.sleep(STEADY_SECONDS + 1.0 if supervised else chance.uniform(0.1, 0.6))
        found = discovery.found(shop.settings)
        assert found
        os.kill(found.pid, signal.SIGKILL)
        killed = time.monotonic()
        if not supervised:
            assert shop.process
            shop.process.wait()
            shop.end()
            shop.open()
        while (first := callers.first_after(killed)) is None:
            time.sleep(0.002)
        healed.append(first - killed)
    return healed


def soak(folder: Path, times: int, clients: int, *, supervised: bool) -> bool:
    shop = Shop(Settings(home=folder / "workspace"))
    publish(shop.settings, shop.kept)
    if supervised:
        with kept(shop.settings):
            assert wait_for(lambda: discovery.found(shop.settings))
            callers = Callers(shop, clients)
            healed = kill_again_and_again(shop, callers, times, supervised=True)
            callers.stop()
    else:
        shop.open()
        callers = Callers(shop, clients)
        healed = kill_again_and_again(shop, callers, times, supervised=False)
        callers.stop()
        shop.end()
    found = judge(shop.settings, callers.heard)
    healed.sort()
    print(f"{times} kills under {clients} clients: {found}")
    median, most = healed[len(healed) // 2], healed[-1]
    print(f"answering again after {median:.2f} s (median), {most:.2f} s at most (bar {HEALS:g})")
    print(f"slower than that: {sum(each >= HEALS for each in healed)}; load of this computer: {os.getloadavg()[1]:.1f}")
    return found.is_good and found.logged == found.acknowledged and healed[-1] < HEALS


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--times", type=int, default=1000)
    arguments.add_argument("--clients", type=int, default=8)
    arguments.add_argument("--supervised", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        good = soak(Path(folder), given.times, given.clients, supervised=given.supervised)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
