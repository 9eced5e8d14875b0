"""Ctrl-C ends the app as what it is: a wish, not a failure."""

import signal
from types import FrameType

import uvicorn


def stop_on_ctrl_c() -> None:
    """End the server by itself on Ctrl-C; asked a second time, at once. To be called while it starts.

    Left alone, the server would raise the signal again after its end, and whoever started it would print "Aborted!" and end with 1.
    """
    listening = signal.getsignal(signal.SIGINT)
    server = getattr(listening, "__self__", None)
    if not isinstance(server, uvicorn.Server) or not callable(listening):
        return

    def asked(number: int, frame: FrameType | None) -> None:
        if server.should_exit:
            listening(number, frame)
        server.should_exit = True

    signal.signal(signal.SIGINT, asked)
