# SPDX-License-Identifier: EUPL-1.2
"""The software of an organisation: delivers through the API, and sends again until it has its receipt."""

import http.client
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlencode

GEDULD = 120
NOG_EENS = (401, 503)
"""Log in again; try again later. Any other answer than a receipt is a fault of ours."""


@dataclass
class Sender:
    """`keys`: client id and secret per organisation. `receipts`: what was acknowledged, per sender and content."""

    port: int
    keys: Mapping[str, tuple[str, str]]
    receipts: dict[tuple[str, bytes], int] = field(default_factory=dict)
    attempts: int = 0
    _tokens: dict[str, str] = field(default_factory=dict)

    def deliver(self, organisation: str, data: bytes) -> int:
        """Send until there is a receipt; gives its number, which is the same for the same bytes, always."""
        deadline = time.monotonic() + GEDULD
        while True:
            assert time.monotonic() < deadline, "no receipt, however often it was sent"
            self.attempts += 1
            try:
                status, answer = self.post_once(organisation, data)
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
                continue
            if status in NOG_EENS:
                self._tokens.pop(organisation, None) if status == 401 else time.sleep(0.1)
                continue
            assert status in (200, 202), (status, answer)
            number = int(json.loads(answer)["ontvangst"])
            assert self.receipts.setdefault((organisation, sha256(data).digest()), number) == number
            return number

    def log_out(self) -> None:
        """Forget every token."""
        self._tokens.clear()

    def post_once(self, organisation: str, data: bytes) -> tuple[int, bytes]:
        """Status and answer of one attempt; logs in first when that is needed."""
        if organisation not in self._tokens:
            status, answer = self._log_in(organisation)
            if status != 200:
                return status, answer
        headers = {"Authorization": f"Bearer {self._tokens[organisation]}", "Content-Type": "application/xml"}
        return self._post("/api/v1/berichten", data, headers)

    def token(self, organisation: str) -> str:
        """What it logs in with now."""
        if organisation not in self._tokens:
            self._log_in(organisation)
        return self._tokens[organisation]

    def _log_in(self, organisation: str) -> tuple[int, bytes]:
        code, secret = self.keys[organisation]
        form = {"grant_type": "client_credentials", "client_id": code, "client_secret": secret}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, answer = self._post("/api/v1/token", urlencode(form).encode(), headers)
        assert status in (200, 503), (status, answer)
        if status == 200:
            self._tokens[organisation] = json.loads(answer)["access_token"]
        return status, answer

    def _post(self, path: str, data: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            talk.request("POST", path, data, dict(headers))
            answer = talk.getresponse()
            return answer.status, answer.read()
        finally:
            talk.close()
