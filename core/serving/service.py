"""Everything that answering needs, opened once: the live models, the log's writer, the vault."""

import time
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from core.errors import DamagedFile
from core.prediction_log.writing import Batch, LogWriter
from core.serving.answering import Answering, Made
from core.serving.lanes import Lane, Sharing, TrialLane
from core.serving.live_models import LiveModels
from core.serving.live_table import LiveFolder
from core.serving.outcomes import Matching
from core.settings import Settings
from core.vault import MonthKeys, Vault, open_vault


@dataclass(frozen=True)
class Service:
    """What the endpoint holds while it runs, and the command line while it writes itself. Belongs to one thread."""

    vault: Vault
    month_keys: MonthKeys
    writer: LogWriter
    live: LiveModels
    answering: Answering
    matching: Matching

    def refresh(self) -> bool:
        """Takes over what was published since the last look. Raises DamagedFile, and then keeps what it has."""
        changed = self.live.refresh()
        if changed:
            self.month_keys.look_again()
        return changed

    def add(self, lane: Lane, made: Made, batch: Batch) -> None:
        """Puts what was answered into `batch`; and when the newer of two versions does worse, that it goes.

        What was answered before stays answered; from the next row on the older version answers alone.
        """
        self.answering.add(made, batch)
        if not isinstance(lane, TrialLane) or not lane.watch.is_due():
            return
        self._note_troubles(lane)
        why, (model, newer, since) = lane.step_back(), lane.name
        if why is not None:
            older, at = lane.trial.older, time.time()
            batch.steps_back.append((model, newer, since, older, at, msgspec.json.encode(why).decode()))
            self.live.step_back([lane.name])

    def _note_troubles(self, lane: TrialLane) -> None:
        troubles, lane.watch.new_troubles = lane.watch.new_troubles, 0
        if troubles:
            day, what = int(time.time() // 86_400), f"trouble {lane.trial.newer}"
            self.writer.tally[day, lane.served.facts.id, what] += troubles

    def close(self) -> None:
        self.writer.keep_tally()
        self.writer.close()


def open_service(settings: Settings, wait: float = 10.0) -> Service:
    """Raises NotPossibleNow while another process writes the log."""
    vault = open_vault(settings.keys)
    live = LiveModels(LiveFolder(settings.live, vault), Sharing(vault))
    with suppress(DamagedFile):  # it is made anew from the workspace; until then nothing is live
        live.refresh()
    writer = LogWriter.open(settings, wait)
    live.step_back(writer.db.execute("SELECT model, newer, since FROM step_back").fetchall())
    month_keys = MonthKeys(settings.keys / "months")
    answering = Answering(vault, month_keys, writer)
    return Service(vault, month_keys, writer, live, answering, Matching(vault, writer))


__all__ = ["Batch", "Service", "open_service"]
