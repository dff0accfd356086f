# SPDX-License-Identifier: EUPL-1.2
"""A request is handed on whole, byte for byte, or not at all."""

import asyncio

import pytest

from jeugdregio.config import asgi
from jeugdregio.config.asgi import Poort


class App:
    """Remembers what it was given, as an application that reads its request."""

    def __init__(self):
        self.bodies, self.scheme = [], ""

    async def __call__(self, scope, receive, send):
        self.scheme = scope.get("scheme")
        parts, more = [], True
        while more:
            event = await receive()
            parts.append(event["body"])
            more = event["more_body"]
        self.bodies.append(b"".join(parts))
        await send({"type": "http.response.start", "status": 200, "headers": []})


def ask(*events, headers=(), silent=False):
    """Send these events to the gate; gives the application and the statuses that went back."""
    app, said, left = App(), [], list(events)

    async def receive():
        if not left:
            assert silent, "the gate asks for more than there is"
            await asyncio.sleep(60)
        return left.pop(0)

    async def send(event):
        said.append(event.get("status"))

    asyncio.run(Poort(app)({"type": "http", "scheme": "http", "headers": list(headers)}, receive, send))
    return app, [status for status in said if status]


def part(body, more=True):
    return {"type": "http.request", "body": body, "more_body": more}


@pytest.mark.parametrize(
    "parts",
    [[b""], [b"een"], [b"een", b"twee", b""], [b"x" * 70_000, b"y" * 70_000], [b"z" * 3_000_000]],
    ids=["nothing", "one", "three", "more than a piece", "more than fits in memory"],
)
def test_what_came_in_parts_is_handed_on_whole(parts):
    app, said = ask(*[part(one, nr < len(parts) - 1) for nr, one in enumerate(parts)])

    assert app.bodies == [b"".join(parts)]
    assert said == [200]


def test_who_says_nothing_half_way_is_told_so_and_nothing_is_done(monkeypatch):
    monkeypatch.setattr(asgi, "STIL_SECONDEN", 0.05)
    app, said = ask(part(b"half"), silent=True)

    assert (app.bodies, said) == ([], [408])


def test_who_hangs_up_half_way_is_not_served():
    app, said = ask(part(b"half"), {"type": "http.disconnect"})

    assert (app.bodies, said) == ([], [400])


def test_what_grows_too_large_is_stopped(monkeypatch):
    monkeypatch.setattr(asgi, "GROOTSTE_BYTES", 10)
    app, said = ask(part(b"123456"), part(b"789012"))

    assert (app.bodies, said) == ([], [413])


def test_what_says_that_it_is_too_large_is_left_to_the_application_unread():
    app, said = ask(part(b"x", more=False), headers=[(b"content-length", b"9" * 15)])

    assert (app.bodies, said) == ([b"x"], [200])


@pytest.mark.parametrize(("https", "scheme"), [(True, "https"), (False, "http")])
def test_behind_https_a_request_counts_as_such_whatever_the_proxy_speaks(settings, https, scheme):
    settings.IS_HTTPS = https
    app, _ = ask(part(b"", more=False))

    assert app.scheme == scheme
