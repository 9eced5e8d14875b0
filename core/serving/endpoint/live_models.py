"""The live models as they are in this process's memory, taken from the live folder and kept up with it."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.common.errors import DamagedFile
from core.inference.exported import Exported
from core.serving.endpoint.access_keys import KeyRing
from core.serving.endpoint.canary import TrialName, Watches
from core.serving.endpoint.live_table import LiveFolder, LiveModel, LiveTable
from core.serving.endpoint.refusals import Refusal, no_such_model, paused
from core.serving.endpoint.traffic import ModelTraffic, ServedVersion, TrafficSplit, TrialTraffic

log = logging.getLogger("core.serving.endpoint")
_TRIES = 3


@dataclass(frozen=True)
class PublishedChanges:
    """What was published, with every version of it that has to be at hand, by file."""

    stamp: object
    table: LiveTable
    loaded: dict[str, Exported]
    is_whole: bool


class LiveModels:
    """What the folder said last. A version stays loaded as long as it is named there."""

    def __init__(
        self, folder: LiveFolder, split: TrafficSplit, stepped_back: Iterable[TrialName], kept: Mapping[TrialName, str]
    ) -> None:
        """`stepped_back`: trials that are over. `kept`: what was seen of others before this process began."""
        self._folder = folder
        self._split = split
        self._loaded: dict[str, Exported] = {}
        self.watches = Watches(kept)
        self._stepped_back = set(stepped_back)
        self._stamp: object = None
        self._take(LiveTable(), {})

    def is_behind(self) -> bool:
        """Say whether something was published since the last look.

        A lost folder is made anew; until then what was loaded stays.
        """
        return self._folder.stamp() not in (None, self._stamp)

    def news(self) -> PublishedChanges | None:
        """Load what was published since the last look; None where nothing was. From any thread. Raises DamagedFile.

        A model whose file is damaged or gone is left out until it is made anew; it does not keep the others from coming in.
        """
        for _ in range(_TRIES):
            stamp = self._folder.stamp()
            if stamp is None or stamp == self._stamp:
                return None
            loaded, lost = dict[str, Exported](), set[str]()
            table = self._folder.table()
            for model in (self._after_rollback(model) for model in table.models if model.state != "off"):
                try:
                    loaded |= {file: self._load(file) for file in map(model.file_of, model.versions)}
                except (DamagedFile, FileNotFoundError):
                    lost.add(model.id)
            if lost and self._folder.stamp() != stamp:
                continue  # it was changed again while we read it
            return PublishedChanges(stamp, table.without(lost), loaded, is_whole=not lost)
        return None

    def take(self, news: PublishedChanges) -> None:
        """Put `news` in force."""
        if not news.is_whole:
            log.warning("a live model's file is damaged or gone; the others are taken over")
        self._stamp = news.stamp
        self._take(news.table, news.loaded)

    def step_back(self, names: Iterable[TrialName]) -> None:
        """Let the older version of these trials answer alone, until something else is published for the model."""
        self._stepped_back |= set(names)
        self._take(self._table, self._loaded)

    def _take(self, table: LiveTable, loaded: dict[str, Exported]) -> None:
        models = [self._after_rollback(model) for model in table.models]
        self._loaded, self._table = loaded, table
        self.keys = KeyRing(table.keys)
        self.keep_inputs = table.keep_inputs
        self.origin = table.origin.encode()
        self._facts = {model.id: model for model in models}
        self._by_name = {model.name: model.id for model in models}
        self.watches.keep_only({model.trial_name for model in models})
        self._traffic = {model.id: self._traffic_of(model) for model in models if model.state != "off"}

    def _after_rollback(self, model: LiveModel) -> LiveModel:
        return model.stepped_back() if model.trial_name in self._stepped_back else model

    def shown(self) -> list[LiveModel]:
        """Return the models that callers may know about."""
        return [model for model in self._facts.values() if model.state != "off"]

    def facts(self, id_or_name: str) -> LiveModel:
        """Return a model that callers may know about. Raises Refusal (404)."""
        found = self.id_of(id_or_name)
        if not found:
            raise no_such_model()
        return self._facts[found]

    def id_of(self, id_or_name: str) -> str:
        """Return the id of a model that callers may know about; empty for any other, so that nothing a caller chose is counted."""
        found = id_or_name if id_or_name in self._facts else self._by_name.get(id_or_name, "")
        return found if found and self._facts[found].state != "off" else ""

    def shown_versions(self) -> list[ServedVersion]:
        """Return the versions that callers may know about, ready to describe."""
        return [self._traffic[model.id].served for model in self.shown()]

    def for_callers(self, id_or_name: str) -> ModelTraffic:
        """Return how a caller's rows are answered. Raises Refusal (404, 409)."""
        facts = self.facts(id_or_name)
        if facts.state == "paused":
            raise paused()
        return self._traffic[facts.id]

    def lacks(self, model_id: str) -> bool:
        """Say whether it is a model that has to be loaded before it can answer."""
        return model_id in self._facts and model_id not in self._traffic

    def for_own_use(self, model_id: str) -> ModelTraffic:
        """Return how rows of our own pages and files are answered: by any model that has a version. Raises Refusal (404)."""
        facts = self._facts.get(model_id)
        if facts is None:
            raise no_such_model()
        if facts.id not in self._traffic:
            try:
                self._traffic[facts.id] = self._traffic_of(facts)
            except (DamagedFile, FileNotFoundError) as gone:
                raise Refusal(404, "no_such_model", "This model cannot be read just now. Try again soon.") from gone
        return self._traffic[facts.id]

    def _traffic_of(self, model: LiveModel) -> ModelTraffic:
        trial = model.trial
        if trial is None:
            return ModelTraffic(self._served(model, model.version))
        newer, older = self._served(model, trial.newer, trial.older), self._served(model, trial.older, trial.newer)
        served = newer if model.version == trial.newer else older
        watch = self.watches.of((model.id, trial.newer, trial.since))
        return TrialTraffic(served, newer, older, trial, watch, self._split.of(model, trial))

    def _served(self, model: LiveModel, version: int, other: int | None = None) -> ServedVersion:
        """One version, which is not surprised by what the `other` one asks for."""
        facts = model if version == model.version else model.as_other(version)
        known = frozenset(asked.name for asked in self._of(model, other).inputs) if other else frozenset[str]()
        return ServedVersion.of(facts, self._of(model, version), known)

    def _of(self, model: LiveModel, version: int) -> Exported:
        file = model.file_of(version)
        if file not in self._loaded:
            self._loaded[file] = self._load(file)
        return self._loaded[file]

    def _load(self, file: str) -> Exported:
        """Raises DamagedFile, FileNotFoundError."""
        held = self._loaded.get(file)
        return self._folder.exported(file) if held is None else held
