"""Going live: which version answers, who may ask, asking it oneself, and saying what really happened.

`state`: how each model stands; `routing`: the verbs that change it; `rollback_sync`: what the endpoint changed by itself;
`publishing`: what the endpoint is given to read; `rolling_up`: laying the log's older rows together. `keys`: who may ask.
`predict`: answers for rows; `feedback`: outcomes and decisions; `files`: whole spreadsheets, by way of `listing` (read), `scoring`
(answered) and `sheets` (written), as a `file_task` of the worker. `channel`: how our processes reach the one that writes the log,
and `command_client`: what they have it do.
"""

from core.serving.deployment.channel import endpoint_url
from core.serving.deployment.feedback import (
    Matched,
    record_decisions,
    record_decisions_file,
    record_outcomes,
    record_outcomes_file,
)
from core.serving.deployment.file_task import FileTask, Upload
from core.serving.deployment.files import Scored, ScoredList, predict_file, score_list
from core.serving.deployment.forgetting import answers_about, forget_inputs, forget_model, forget_person, keep_inputs
from core.serving.deployment.keys import IssuedKey, keys, new_key, replace_key, revoke
from core.serving.deployment.origins import allow_origin, web_origin
from core.serving.deployment.predict import example_row, predict_rows
from core.serving.deployment.publishing import publish
from core.serving.deployment.rollback_sync import sync_rollbacks
from core.serving.deployment.rolling_up import roll_up
from core.serving.deployment.routing import Deployed, deploy, pause, resume, rollback, stop
from core.serving.deployment.state import AutomaticRollback, Challenger, Live, live, live_of

__all__ = [
    "AutomaticRollback",
    "Challenger",
    "Deployed",
    "FileTask",
    "IssuedKey",
    "Live",
    "Matched",
    "Scored",
    "ScoredList",
    "Upload",
    "allow_origin",
    "answers_about",
    "deploy",
    "endpoint_url",
    "example_row",
    "forget_inputs",
    "forget_model",
    "forget_person",
    "keep_inputs",
    "keys",
    "live",
    "live_of",
    "new_key",
    "pause",
    "predict_file",
    "predict_rows",
    "publish",
    "record_decisions",
    "record_decisions_file",
    "record_outcomes",
    "record_outcomes_file",
    "replace_key",
    "resume",
    "revoke",
    "roll_up",
    "rollback",
    "score_list",
    "stop",
    "sync_rollbacks",
    "web_origin",
]
