"""Plainwell on a machine that has nothing but Python.

python3 run.py              makes the environment if need be, then opens the app
python3 run.py setup        makes the environment and stops
python3 run.py check        looks at style and types
python3 run.py test ...     looks at style and types, then runs every test; what follows goes to pytest
python3 run.py lock         writes the requirements files anew from pyproject.toml

Only the standard library is used here, because nothing else is there yet.
"""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        "Plainwell needs Python 3.11 or newer, and this is {}.{}. Nothing was changed.\n"
        "Get a newer Python from python.org, then start this again with it.".format(*sys.version_info[:2])
    )

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = VENV / "plainwell-stamp.json"
"""What is installed. Only there when it is all there, so without it the environment is half-made."""
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
APP, DEV = "requirements.txt", "requirements-dev.txt"
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))
DEFAULT_APP_PORT, DEFAULT_ENDPOINT_PORT = 8501, 8502
TROUBLES = {
    "No space left": "The disk is full. Free about 2 GB, then start this again.",
    "ensurepip": "A part of Python is missing. On Debian and Ubuntu this brings it: sudo apt install python3-venv",
    "DO NOT MATCH THE HASHES": "A download was not what it should be, so it was not used. Try again later.",
    "Retrying (": "The internet could not be reached. Check the connection, then start this again.",
    "Permission denied": f"Plainwell may not write in {HERE}. Move the folder to a place of your own, then start again.",
    "No matching distribution": "Python 3.11 to 3.13 on Linux, Windows or a Mac with Apple's own chip is needed.",
}
"""What pip or venv print when something is wrong, and what a person would say."""


def main(arguments: list[str]) -> int:
    """Does what the first word asks for; no word means: open the app."""
    verb, *rest = arguments or ["start"]
    verbs = {"start": start, "setup": setup, "check": check, "test": test, "lock": lock}
    if verb not in verbs:
        print(__doc__)
        return 0 if verb in {"-h", "--help", "help"} else 2
    try:
        return verbs[verb](rest)
    except KeyboardInterrupt:
        print("\nStopped. Nothing was lost; the next start carries on.")
        return 130
    except OSError as failure:
        print(f"\nThat did not work: {trouble(str(failure))}", file=sys.stderr)
        return 1


def start(_: list[str]) -> int:
    prepare(APP)
    port = free_port()
    command = [str(PYTHON), "-m", "streamlit", "run", str(HERE / "app.py"), "--server.port", str(port)]
    environment = {**os.environ, "PLAINWELL_APP_PORT": str(port)}
    os.chdir(HERE)
    if os.name != "nt":
        os.execve(command[0], command, environment)  # from here on this process is the app, Ctrl-C included
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Windows hands Ctrl-C to the app as well; here we wait until it is done
    return subprocess.call(command, env=environment)


def setup(_: list[str]) -> int:
    prepare(APP)
    print("Ready. Start Plainwell with: python3 run.py")
    return 0


def check(_: list[str]) -> int:
    prepare(APP, DEV)
    return run_all(CHECKS)


def test(arguments: list[str]) -> int:
    prepare(APP, DEV)
    return run_all((*CHECKS, ("pytest", "-n", "auto", *arguments)))


def lock(_: list[str]) -> int:
    """Newest versions that go together on every platform. After it: look at the change, run the tests, commit."""
    prepare(APP, DEV)
    platforms = ["--universal", "--python-version", "3.11", "--only-binary", ":all:", "--generate-hashes"]
    bare = ["--no-annotate", "--no-header", "--no-emit-index-url", "--quiet"]
    how = ["uv", "--no-config", "pip", "compile", "pyproject.toml", "--upgrade", *platforms, *bare]
    outputs = ([APP], [DEV, "--extra", "dev", "--constraint", APP])
    return run_all([(*how, "--output-file", *output) for output in outputs])


def run_all(modules: Iterable[Iterable[str]]) -> int:
    """Runs each to its end, so that one look shows everything that is wrong. 1 if any failed."""
    failed = []
    for module in map(list, modules):
        print(f"\n== {' '.join(module[:3])}", flush=True)
        if subprocess.call([str(PYTHON), "-m", *module], cwd=HERE):
            failed.append(module[0])
    if failed:
        print(f"\nNot in order: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def prepare(*wanted: str) -> None:
    """Brings .venv in step with the `wanted` requirements files; does nearly nothing when its stamp says that it is."""
    python = "{}.{}".format(*sys.version_info[:2])
    done = read_stamp()
    if done.get("python") != python or not PYTHON.exists():
        STAMP.unlink(missing_ok=True)
        print("Making a place for Plainwell's parts in .venv …", flush=True)
        done = {"python": python}
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    digests = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in wanted}
    missing = {name: digest for name, digest in digests.items() if done.get(name) != digest}
    if missing:
        STAMP.unlink(missing_ok=True)
        for name in missing:
            install(name)
        print("All in place.", flush=True)
        STAMP.write_text(json.dumps({**done, **missing}))


def install(name: str) -> None:
    total = (HERE / name).read_text(encoding="utf-8").count("==")
    print(f"Fetching {total} parts from the internet: once, about two minutes …", flush=True)
    options = "--require-hashes --only-binary=:all: --no-input --progress-bar off --retries 2"
    quietly([str(PYTHON), "-m", "pip", "install", *options.split(), "--requirement", str(HERE / name)], total)


def quietly(command: list[str], total: int = 0) -> None:
    """Runs a step of the set-up. Of what it prints only a count is shown, or one sentence when it fails."""
    said, fetched = [], 0
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, **both, text=True, encoding="utf-8", errors="replace") as step:
        for line in step.stdout or ():
            said.append(line)
            fetched += line.startswith("Collecting ")
            if fetched and sys.stdout.isatty():
                print(f"\r  {min(fetched, total)} of {total} ", end="", flush=True)
    if step.returncode:
        sys.exit(f"\nPlainwell could not be set up. {trouble(''.join(said))}")


def trouble(text: str) -> str:
    """What a person would say about the output of a step that failed."""
    known = next((sentence for sign, sentence in TROUBLES.items() if sign in text), None)
    return known or f"The last words were: {text.strip().rpartition(os.linesep)[2][-300:]}"


def read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def free_port() -> int:
    """The port for the pages: the one that is set, or the next one that nobody uses and the endpoint does not want."""
    wanted = port_from("PLAINWELL_APP_PORT", DEFAULT_APP_PORT)
    endpoint = port_from("PLAINWELL_ENDPOINT_PORT", DEFAULT_ENDPOINT_PORT)
    for port in range(wanted, min(wanted + 100, 65536)):
        if port != endpoint and is_free(port):
            if port != wanted:
                print(f"Port {wanted} is in use by another program, so Plainwell takes {port}.", flush=True)
            return port
    sys.exit(f"The ports from {wanted} on are all in use. Close another program, or set PLAINWELL_APP_PORT.")


def port_from(variable: str, default: int) -> int:
    text = os.environ.get(variable, "")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 65536 else default


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":  # there it would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
