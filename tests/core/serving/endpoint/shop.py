"""A small shop with one live model, an endpoint process of its own, and a client that keeps its connection."""

import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec.structs import replace as replace_form

from core.inference.exported import Exported, Form
from core.inference.inputs import Input
from core.inference.linear import CategoryTerm, Linear, NumberTerm
from core.serving.endpoint import discovery
from core.serving.endpoint.access_keys import AccessKey, make_key
from core.serving.endpoint.live_table import LiveFolder, LiveModel, LiveTable, State
from core.storage.settings import Settings, child_environment
from core.storage.vault import open_vault

MODEL = "m_shop"
ROW = {"visits": 3, "plan": "basic", "member": True, "since": "2024-05-01"}
INPUTS = (
    Input("visits", "number", edges=(2.0, 5.0), low=0.0, high=40.0, typical=4.0),
    Input("plan", "category", categories=("basic", "plus"), typical="basic"),
    Input("member", "yes_no", low=0.0, high=1.0, typical=1.0),
    Input("since", "date", edges=(19_000.0,), low=18_000.0, high=20_500.0, typical=19_500.0),
)


def exported() -> Exported:
    """Few visits and the basic plan speak for leaving."""
    member = Linear(
        start=[0.5],
        numbers=[NumberTerm(0, [-0.4], [0.0], 4.0, 4.0, 0.0), NumberTerm(2, [-0.2], [0.0], 1.0, 0.5, 0.0)],
        categories=[CategoryTerm(1, {"basic": [0.7], "plus": [-0.7]}, [0.0], [0.1])],
        texts=[],
    )
    inputs = [asked.as_dict() for asked in INPUTS]
    return Exported(Form("yes_no", "left", ["stayed", "left"], inputs, [member], [1.0], threshold=0.4))


def broken() -> bytes:
    """A version that was damaged in a way nobody foresaw: what it computes is not a number."""
    whole = exported()
    return Exported(replace_form(whole.form, bias=float("nan"))).to_bytes()


def slowed() -> bytes:
    """A version of very many equal members: right, and slow."""
    form = exported().form
    many = 24_000
    return Exported(replace_form(form, members=form.members * many, weights=[1 / many] * many)).to_bytes()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def publish(
    settings: Settings,
    *keys: AccessKey,
    state: State = "live",
    version: int = 1,
    keep_inputs: bool = True,
    origin: str = "",
    name: str = "Who leaves?",
) -> None:
    """Puts the shop's model live without a workspace, straight into the folder that the endpoint reads."""
    folder = LiveFolder(settings.live, open_vault(settings.keys))
    model = LiveModel(MODEL, name, state, version, id_column="customer")
    folder.write(LiveTable((model,), keys, keep_inputs, origin), {model.file: exported().to_bytes()})


class Shop:
    """The endpoint's process, and calls to it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = replace(settings, endpoint_port=free_port())
        self.key, self.kept = make_key()
        self.process: subprocess.Popen[bytes] | None = None
        self.words = ""
        """What the process said, once it has ended."""
        self.client: http.client.HTTPConnection | None = None

    def open(self, *arguments: str, **limits: Any) -> "Shop":
        command = [sys.executable, "-m", "core.serving.endpoint", *arguments]
        self.process = subprocess.Popen(
            command, env=child_environment(self.settings), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **limits
        )
        assert self.process.stdout
        said = self.process.stdout.readline()
        while said and b"Answering" not in said:
            said = self.process.stdout.readline()
        assert said, self.process.stderr and self.process.stderr.read().decode()
        return self

    @property
    def port(self) -> int:
        found = discovery.found(self.settings)
        assert found
        return found.port

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.end()

    def end(self) -> None:
        if self.client:
            self.client.close()
            self.client = None
        if self.process:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
            said, complained = self.process.communicate(timeout=20)
            self.words = (said + complained).decode()
            self.process = None

    def ask(
        self, path: str, body: Any = None, *, method: str | None = None, key: str | None = "", **headers: str
    ) -> tuple[int, Any]:
        """Status and JSON. `body`: JSON data, or bytes as they are."""
        status, _, data = self.ask_all(path, body, method=method, key=key, **headers)
        return status, json.loads(data)

    def ask_all(
        self, path: str, body: Any = None, *, method: str | None = None, key: str | None = "", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        if self.client is None:
            self.client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if key is not None:
            sent.setdefault("Authorization", f"Bearer {key or self.key}")
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.client.request(method or ("GET" if body is None else "POST"), path, body, sent)
        reply = self.client.getresponse()
        return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()

    def predict(self, body: Any, **headers: str) -> tuple[int, Any]:
        return self.ask(f"/v1/models/{MODEL}/predict", body, **headers)

    def error(self, *arguments: Any, **named: Any) -> tuple[int, str]:
        status, said = self.ask(*arguments, **named)
        assert set(said["error"]) == {"code", "message", "fields"}
        return status, said["error"]["code"]


@contextmanager
def opened(settings: Settings) -> Iterator[Shop]:
    """An endpoint that answers for the shop's model."""
    shop = Shop(settings)
    publish(shop.settings, shop.kept)
    try:
        yield shop.open()
    finally:
        shop.end()


def rows_logged(settings: Settings) -> int:
    from core.serving.prediction_log import schema

    db = schema.for_reading(settings.predictions_db)
    try:
        return int(db.execute("SELECT count(*) FROM prediction").fetchone()[0])
    finally:
        db.close()


@contextmanager
def copy_of(home: Path, folder: Path) -> Iterator[Shop]:
    """A copy of a workspace, with an endpoint that is not yet running and is ended with the block."""
    shutil.copytree(home, folder)
    shop = Shop(Settings(home=folder))
    try:
        yield shop
    finally:
        shop.end()
