"""Going live: which version answers, who may ask, asking it oneself, and saying what really happened.

`routing`: live, paused, stopped; `publishing`: what the endpoint is given to read. `keys`: who may ask. `asking`: answers for
rows, outcomes, decisions; `files`: whole spreadsheets, by way of `listing` (read), `scoring` (answered) and `sheets` (written).
`channel`: how our processes reach the one that writes the log.
"""

from core.deployment.asking import Matched, Telling, predict_rows, record_decisions, record_outcomes
from core.deployment.channel import endpoint_url
from core.deployment.files import Scored, ScoredList, predict_file, score_list
from core.deployment.forgetting import forget_inputs, forget_model, keep_inputs
from core.deployment.keys import KeyFacts, keys, new_key, revoke
from core.deployment.publishing import publish
from core.deployment.routing import Deployed, Live, deploy, live, live_of, pause, resume, stop

__all__ = [
    "Deployed",
    "KeyFacts",
    "Live",
    "Matched",
    "Scored",
    "ScoredList",
    "Telling",
    "deploy",
    "endpoint_url",
    "forget_inputs",
    "forget_model",
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
    "record_outcomes",
    "resume",
    "revoke",
    "score_list",
    "stop",
]
