"""Everything that answering needs, opened once: the live models, the log's writer, the vault."""

import time
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from core.common.errors import DamagedFile
from core.serving.endpoint.answering import AnsweredRows, Answering
from core.serving.endpoint.live_models import LiveModels, PublishedChanges
from core.serving.endpoint.live_table import LiveFolder
from core.serving.endpoint.outcomes import Matching
from core.serving.endpoint.traffic import ModelTraffic, TrafficSplit, TrialTraffic
from core.serving.prediction_log.writing import Batch, LogWriter
from core.storage.settings import Settings
from core.storage.vault import MonthKeys, Vault, open_vault


@dataclass(frozen=True)
class PredictionService:
    """What the endpoint holds while it runs, and the command line while it writes itself. Belongs to one thread."""

    vault: Vault
    month_keys: MonthKeys
    writer: LogWriter
    live: LiveModels
    answering: Answering
    matching: Matching

    def refresh(self) -> bool:
        """Take over what was published since the last look, and return whether anything was.

        Raises DamagedFile, and then keeps what it has.
        """
        news = self.live.news()
        if news is not None:
            self.take(news)
        return news is not None

    def take(self, news: PublishedChanges) -> None:
        """Put `news` in force."""
        self.live.take(news)
        self.month_keys.look_again()

    def add(self, traffic: ModelTraffic, made: AnsweredRows, batch: Batch) -> None:
        """Put what was answered into `batch`; and when the newer of two versions does worse, that it goes.

        What was answered before stays answered; from the next row on the older version answers alone.
        """
        self.answering.add(made, batch)
        if not isinstance(traffic, TrialTraffic) or not traffic.watch.is_due():
            return
        self._note_troubles(traffic)
        why, (model, newer, since) = traffic.step_back(), traffic.name
        if why is not None:
            older, at = traffic.trial.older, time.time()
            batch.steps_back.append((model, newer, since, older, at, msgspec.json.encode(why).decode()))
            self.live.step_back([traffic.name])

    def _note_troubles(self, traffic: TrialTraffic) -> None:
        troubles, traffic.watch.new_troubles = traffic.watch.new_troubles, 0
        if troubles:
            day, what = int(time.time() // 86_400), f"trouble {traffic.trial.newer}"
            self.writer.tally[day, traffic.served.facts.id, what] += troubles

    def keep_counts(self) -> None:
        """Write down what was counted, and seen of trials, since the last time. Raises LogNotWritable."""
        self.writer.watches.update(self.live.watches.seen_lately())
        self.writer.keep_tally()

    def close(self) -> None:
        self.keep_counts()
        self.writer.close()


def open_service(settings: Settings, wait: float = 10.0) -> PredictionService:
    """Open all that answering needs, and the log for writing. Raises NotPossibleNow while another process writes the log."""
    vault = open_vault(settings.keys)
    writer = LogWriter.open(settings, wait)
    stepped_back = writer.db.execute("SELECT model, newer, since FROM step_back").fetchall()
    kept = writer.db.execute("SELECT model, newer, since, seen FROM watch").fetchall()
    seen = {(model, newer, since): watch for model, newer, since, watch in kept}
    live = LiveModels(LiveFolder(settings.live, vault), TrafficSplit(vault), stepped_back, seen)
    month_keys = MonthKeys(settings.keys / "months")
    answering = Answering(vault, month_keys, writer)
    service = PredictionService(vault, month_keys, writer, live, answering, Matching(vault, writer))
    with suppress(DamagedFile):  # it is made anew from the workspace; until then nothing is live
        service.refresh()
    return service


__all__ = ["Batch", "PredictionService", "open_service"]
