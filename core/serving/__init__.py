"""Live models: the endpoint process, the log of every answer, going live, and what is told about answers later.

`endpoint` and `prediction_log` load neither pandas nor scikit-learn; `deployment` is how the other processes use them.
Begin with `endpoint` for the way of a call, `prediction_log` for what is kept of it, `deployment` for the verbs.
"""
