"""Going live: which version answers, who may ask, asking it oneself, and saying what really happened.

`standing`: how each model stands; `routing`: the verbs that change it; `stepping_back`: what the endpoint changed by itself;
`publishing`: what the endpoint is given to read; `rolling_up`: laying the log's older rows together. `keys`: who may ask.
`asking`: answers for rows; `telling`: outcomes and decisions; `files`: whole spreadsheets, by way of `listing` (read), `scoring`
(answered) and `sheets` (written), as an `errand` of the worker. `channel`: how our processes reach the one that writes the log,
and `commanding`: what they have it do.
"""

from core.deployment.asking import example_row, predict_rows
from core.deployment.channel import endpoint_url
from core.deployment.errand import Errand, Upload
from core.deployment.files import Scored, ScoredList, predict_file, score_list
from core.deployment.forgetting import answers_about, forget_inputs, forget_model, forget_person, keep_inputs
from core.deployment.keys import KeyFacts, keys, new_key, replace_key, revoke
from core.deployment.origins import allow_origin, web_origin
from core.deployment.publishing import publish
from core.deployment.rolling_up import roll_up
from core.deployment.routing import Deployed, deploy, pause, resume, rollback, stop
from core.deployment.standing import Beside, Live, SteppedBack, live, live_of
from core.deployment.stepping_back import take_over
from core.deployment.telling import Matched, record_decisions, record_outcomes, tell_file

__all__ = [
    "Beside",
    "Deployed",
    "Errand",
    "KeyFacts",
    "Live",
    "Matched",
    "Scored",
    "ScoredList",
    "SteppedBack",
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
    "record_outcomes",
    "replace_key",
    "resume",
    "revoke",
    "roll_up",
    "rollback",
    "score_list",
    "stop",
    "take_over",
    "tell_file",
    "web_origin",
]
