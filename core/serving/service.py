"""Everything that answering needs, opened once: the live models, the log's writer, the vault."""

from contextlib import suppress
from dataclasses import dataclass

from core.errors import DamagedFile
from core.prediction_log.writing import Batch, LogWriter
from core.serving.answering import Answering
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

    def close(self) -> None:
        self.writer.keep_tally()
        self.writer.close()


def open_service(settings: Settings, wait: float = 10.0) -> Service:
    """Raises NotPossibleNow while another process writes the log."""
    vault = open_vault(settings.keys)
    live = LiveModels(LiveFolder(settings.live, vault))
    with suppress(DamagedFile):  # it is made anew from the workspace; until then nothing is live
        live.refresh()
    writer = LogWriter.open(settings, wait)
    month_keys = MonthKeys(settings.keys / "months")
    answering = Answering(vault, month_keys, writer)
    return Service(vault, month_keys, writer, live, answering, Matching(vault, writer))


__all__ = ["Batch", "Service", "open_service"]
