# SPDX-License-Identifier: EUPL-1.2
"""
Where a request comes in: it is read whole, within a time, before a thread works on it.

A line that says half of what it has to say keeps no thread, however many of them there are: reading waits here, where
waiting costs nothing. What was read lies in memory, and on disk from a mebibyte on. Then the ordinary application
has it.
"""

import asyncio
import os
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import HTTPScope, Receive, ReceiveEvent, Scope, Send
from a2wsgi.wsgi_typing import WSGIApp
from django.conf import settings
from granian.utils.proxies import wrap_asgi_with_proxy_headers

from jeugdregio.config.wsgi import application as wsgi

DRADEN = int(os.environ.get("JEUGDREGIO_DRADEN", "4"))
STIL_SECONDEN, HEEL_SECONDEN = 15.0, 120.0
"""How long a sender may say nothing in the middle of a request, and how long the whole may take to come in."""
IN_GEHEUGEN = 1024 * 1024
GROOTSTE_BYTES = 128 * 1024 * 1024
"""More than anything that the application takes: what says that it is larger is refused there, unread."""
_STUK = 64 * 1024
_TE_TRAAG = b"Het verzoek kwam niet op tijd helemaal aan. Probeer het opnieuw."
_HALF = b"Het verzoek kwam niet heel aan. Stuur het opnieuw."
_TE_GROOT = b"Het verzoek is te groot."


class Poort:
    """An ASGI application around one that wants its request to be there."""

    def __init__(self, app: WSGIMiddleware) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and settings.IS_HTTPS:
            # The proxy speaks https with the browser: without this a form from there looks like another site's.
            scope = {**scope, "scheme": "https"}
        if scope["type"] != "http" or _length(scope) > GROOTSTE_BYTES:
            await self.app(scope, receive, send)
            return
        with SpooledTemporaryFile(max_size=IN_GEHEUGEN) as body:
            try:
                async with asyncio.timeout(HEEL_SECONDEN):
                    whole = await _read(receive, body)
            except TimeoutError:
                await _refuse(send, 408, _TE_TRAAG)
            else:
                if not whole:
                    await _refuse(send, 400, _HALF)
                elif body.tell() > GROOTSTE_BYTES:
                    await _refuse(send, 413, _TE_GROOT)
                else:
                    await self.app(scope, _again(body, receive), send)


async def _read(receive: Receive, body: IO[bytes]) -> bool:
    """Whether the whole request came in; False when its sender hung up."""
    while True:
        async with asyncio.timeout(STIL_SECONDEN):
            event = await receive()
        if event["type"] != "http.request":
            return False
        body.write(event.get("body", b""))
        if not event.get("more_body", False) or body.tell() > GROOTSTE_BYTES:
            return True


def _again(body: IO[bytes], receive: Receive) -> Receive:
    """What was read, as if it comes in now."""
    left = body.tell()
    body.seek(0)

    async def replay() -> ReceiveEvent:
        nonlocal left
        if left < 0:
            return await receive()
        data = body.read(_STUK)
        left -= len(data)
        more = left > 0
        if not more:
            left = -1
        return {"type": "http.request", "body": data, "more_body": more}

    return replay


def _length(scope: HTTPScope) -> int:
    """What the request says of its length; nought when it says nothing that can be read."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and len(value) < 19:
            return int(value)
    return 0


async def _refuse(send: Send, status: int, text: bytes) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text, "more_body": False})


def achter(app: Poort, servers: list[str]) -> Any:
    """The application behind these servers: only of them it believes for whom they call."""
    return wrap_asgi_with_proxy_headers(app, trusted_hosts=servers) if servers else app


application = achter(Poort(WSGIMiddleware(cast("WSGIApp", wsgi), workers=DRADEN)), settings.VOORSERVERS)
