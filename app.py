"""The app: Streamlit's pages behind the front door, and the two processes beside them. Start: `streamlit run app.py`."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from core.common.errors import OwnerError, technical
from core.common.safe_logging import log_safely
from core.operations.auth import FrontDoor, greet, policy_for, stop_on_ctrl_c
from core.operations.supervisor import supervised
from core.storage.settings import from_environment
from core.storage.workspace import Workspace, open_workspace
from pages.shared.errors import show

MENU = Path(__file__).resolve().parent / "pages" / "menu.py"
INDEX = Path(st.__file__).parent / "static" / "index.html"


def opened() -> Workspace:
    """Return the workspace; where it cannot be opened, end with one sentence instead of the app."""
    try:
        return open_workspace(from_environment())
    except OwnerError as mishap:
        sys.exit(f"{mishap.sentence} {mishap.advice}")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Keep endpoint and worker running while the app runs."""
    stop_on_ctrl_c()
    port = st.get_option("server.port")
    async with supervised(replace(workspace.settings, app_port=port)):
        greeting = asyncio.create_task(greet(workspace, port, may_open=not st.get_option("server.headless")))
        yield
        greeting.cancel()


def on_script_error(failure: Exception) -> bool:
    """Show what nobody foresaw, in a sentence: kind and place, never the message, which may quote a table."""
    place = technical(type(failure), failure.__traceback__)
    show(
        "Something went wrong on this page that Plainwell did not expect. Nothing was lost.",
        f"Reload the page. If it comes back, tell whoever looks after Plainwell: {place}.",
    )
    return True


log_safely()
workspace = opened()
door = Middleware(FrontDoor, workspace=lambda: workspace, policy=policy_for(INDEX.read_text(encoding="utf-8")))
app = st.App(MENU, lifespan=lifespan, middleware=[door], on_script_error=on_script_error)
