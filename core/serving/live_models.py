"""The live models as they are in this process's memory, taken from the live folder and kept up with it."""

from dataclasses import dataclass, replace

from core.exported import Exported
from core.serving.access import KeyRing
from core.serving.live_table import LiveFolder, LiveModel, LiveTable
from core.serving.refusals import Refusal, no_such_model, paused
from core.serving.rows import RowCheck


@dataclass(frozen=True)
class Served:
    """One version, ready to answer."""

    facts: LiveModel
    exported: Exported
    check: RowCheck
    columns: tuple[str, ...]

    @classmethod
    def of(cls, facts: LiveModel, data: bytes) -> "Served":
        exported = Exported.from_bytes(data)
        known = frozenset([facts.id_column] if facts.id_column else [])
        return cls(facts, exported, RowCheck(exported, known), tuple(asked.name for asked in exported.inputs))


class LiveModels:
    """What the folder said last. A version stays loaded as long as it is named there."""

    def __init__(self, folder: LiveFolder) -> None:
        self._folder = folder
        self._loaded: dict[str, Served] = {}
        self.stamp: object = None
        self._take(LiveTable())

    def refresh(self) -> bool:
        """Takes over what was published since the last look. Raises DamagedFile, and then keeps what it has."""
        stamp = self._folder.stamp()
        if stamp is None or stamp == self.stamp:  # a folder that is gone is made anew; until then what was loaded stays
            return False
        self._take(self._folder.table())
        self.stamp = stamp
        return True

    def _take(self, table: LiveTable) -> None:
        loaded = {model.file: self._load(model) for model in table.models if model.state != "off"}
        self.keys = KeyRing(table.keys)
        self.keep_inputs = table.keep_inputs
        self._facts = {model.id: model for model in table.models}
        self._by_name = {model.name: model.id for model in table.models}
        self._loaded = loaded

    def shown(self) -> list[LiveModel]:
        """Those that callers may know about."""
        return [model for model in self._facts.values() if model.state != "off"]

    def facts(self, id_or_name: str) -> LiveModel:
        """One that callers may know about. Raises Refusal (404)."""
        found = self.id_of(id_or_name)
        if not found:
            raise no_such_model()
        return self._facts[found]

    def id_of(self, id_or_name: str) -> str:
        """The id of one that callers may know about; empty for any other, so that nothing a caller chose is counted."""
        found = id_or_name if id_or_name in self._facts else self._by_name.get(id_or_name, "")
        return found if found and self._facts[found].state != "off" else ""

    def all_shown(self) -> list[Served]:
        """Those that callers may know about, ready to describe."""
        return [self._loaded[model.file] for model in self.shown()]

    def for_callers(self, id_or_name: str) -> Served:
        """Raises Refusal (404, 409)."""
        facts = self.facts(id_or_name)
        if facts.state == "paused":
            raise paused()
        return self._loaded[facts.file]

    def for_us(self, model_id: str) -> Served:
        """For our own pages and files: any model that has a version. Raises Refusal (404)."""
        facts = self._facts.get(model_id)
        if facts is None:
            raise no_such_model()
        if facts.file not in self._loaded:
            self._loaded[facts.file] = self._load(facts)
        return self._loaded[facts.file]

    def _load(self, facts: LiveModel) -> Served:
        held = self._loaded.get(facts.file)
        if held is not None:
            return held if held.facts == facts else replace(held, facts=facts)
        try:
            return Served.of(facts, self._folder.exported(facts.file))
        except FileNotFoundError as gone:
            raise Refusal(404, "no_such_model", "This model was changed just now. Try again.") from gone
