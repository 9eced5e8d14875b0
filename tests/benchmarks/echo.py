"""What the endpoint is measured against: the same Starlette, uvicorn, parser and loop, answering what it was sent.

With a file named it appends each body to it and syncs the disk before it answers: the floor of any durable answer.
"""

import argparse
import asyncio
import os
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def app(kept: str | None) -> Starlette:
    file = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_APPEND) if kept else None
    sync = getattr(os, "fdatasync", os.fsync)

    async def echo(request: Request) -> Response:
        body = await request.body()
        if file is not None:
            os.write(file, body)
            sync(file)
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/echo", echo, methods=["POST"])])


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kept")
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    config = uvicorn.Config(
        app(arguments.parse_args().kept), access_log=False, log_config=None, lifespan="off", ws="none"
    )
    print(listener.getsockname()[1], flush=True)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(uvicorn.Server(config).serve(sockets=[listener]))


if __name__ == "__main__":
    main()
