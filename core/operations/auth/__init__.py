"""Who may see the pages: the browser that opened a one-time link, under this computer's own name, from our own pages.

`sessions`: links and cookies. `policy`: what a page may load and who may frame it. `gate`: the ASGI middleware in front of
all routes of Streamlit, its WebSocket too. `greeting`: the link that is printed at the start; `leaving`: how it ends on Ctrl-C.
`closed.html`: what everybody else sees.
"""

from core.operations.auth.gate import FrontDoor
from core.operations.auth.greeting import greet, link_to_running
from core.operations.auth.leaving import stop_on_ctrl_c
from core.operations.auth.policy import policy_for
from core.operations.auth.sessions import new_link

__all__ = ["FrontDoor", "greet", "link_to_running", "new_link", "policy_for", "stop_on_ctrl_c"]
