"""What is kept of what people send, and taking things out of the log for good, through the one process that writes it."""

from collections.abc import Sequence

import msgspec

from core.common.actor import OWNER, Actor
from core.serving.deployment import channel
from core.serving.deployment.publishing import publish
from core.serving.endpoint import commands
from core.serving.endpoint.pseudonyms import Pseudonyms
from core.serving.prediction_log import people
from core.storage import preferences
from core.storage.workspace import Workspace


def keep_inputs(workspace: Workspace, months: int, who: Actor = OWNER) -> None:
    """Set for how many months what people send is kept; with 0 nothing of it is kept from now on."""
    preferences.change(workspace, who, keep_inputs_months=months)
    publish(workspace)
    channel.notify_endpoint(workspace)


def forget_model(workspace: Workspace, model_id: str) -> int:
    """Remove all that was logged for a model, and return how many predictions that were. Raises NotPossibleNow."""
    return _forget(workspace, "forget_model", commands.ForgetModel(model_id))


def forget_inputs(workspace: Workspace, months: Sequence[str]) -> int:
    """Remove what people sent in `months` ("2026-03"), and return of how many answers. Raises NotPossibleNow.

    The answers stay. The months' keys are destroyed by whoever calls.
    """
    return _forget(workspace, "forget_inputs", commands.ForgetInputs(list(months)))


def answers_about(workspace: Workspace, value: str) -> list[int]:
    """Return the log numbers of the answers about one person. Raises DamagedFile.

    An id alone is known by a number (its pseudonym), so its usual spellings are tried.
    """
    known = Pseudonyms(workspace.vault)
    spelled = {known.of(each) for each in (value, value.lower(), value.upper(), value.title())}
    return people.answers_about(workspace, value, [subject for subject in spelled if subject is not None])


def forget_person(workspace: Workspace, seqs: Sequence[int]) -> int:
    """Remove what was sent for these answers and whom they are about, and return how many answers that were.

    Raises NotPossibleNow.
    """
    return _forget(workspace, "forget_person", commands.ForgetPerson(list(seqs))) if seqs else 0


def _forget(workspace: Workspace, command: str, asked: msgspec.Struct) -> int:
    """How many rows it concerned; none where nothing was ever logged."""
    if not workspace.settings.predictions_db.exists():
        return 0
    with channel.open_channel(workspace) as log:
        return int(log.ask(command, asked)["rows"])
