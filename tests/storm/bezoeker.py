# SPDX-License-Identifier: EUPL-1.2
"""Someone at the site that really runs, who types the same in every field of every form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx
from django.utils import timezone
from lxml import html

NIET = re.compile(r"/uitloggen/|/sessies/|/werken-als/")
_TEKST = ("text", "search", "email", "tel", "password", "number", "url", "")
_TYPEN = "not(@type) or " + " or ".join(f"@type='{one}'" for one in _TEKST if one)


@dataclass
class Bezoeker:
    """
    `typt` is what this visitor types in a field; `velden` what in a field with this name.

    Every answer is kept: the address that was asked, its status, and what must not name a child: the headers, and
    the addresses in the page. The page itself is for the eyes of who asked.
    """

    poort: int
    typt: str
    sessie: str = ""
    velden: Mapping[str, str] = field(default_factory=dict)
    antwoorden: list[tuple[str, int, bytes]] = field(default_factory=list)
    formulieren: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._nummer = 0
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{self.poort}", timeout=120)
        if self.sessie:
            self._http.cookies.set("sessionid", self.sessie)

    def ga_weg(self) -> None:
        """Close the browser."""
        self._http.close()

    def vraag(self, method: str, path: str, **rest: Any) -> httpx.Response:
        """One request, as it is; nothing is followed."""
        answer = self._http.request(method, path, **rest)
        lines = [f"{name}: {value}" for name, value in answer.headers.multi_items()]
        if answer.headers.get("content-type", "").startswith("text/html") and answer.content:
            lines += [str(found) for found in html.fromstring(answer.content).xpath("//@href|//@action|//@src")]
        self.antwoorden.append((answer.request.url.raw_path.decode(), answer.status_code, "\n".join(lines).encode()))
        return answer

    def vul_alles_in(self, path: str) -> bool:
        """Ask this page, and send every form on it with `typt` in every field; gives whether there was a page."""
        answer = self.vraag("GET", path)
        if answer.status_code != 200 or not answer.headers["content-type"].startswith("text/html"):
            return answer.status_code == 200
        for form in html.fromstring(answer.content).xpath("//form"):
            to = urljoin(path, form.get("action") or path)
            method = (form.get("method") or "get").upper()
            names = " ".join(sorted({str(name) for name in form.xpath(".//@name")}))
            if NIET.search(to) or (to.partition("?")[0], names) in self.formulieren:
                continue
            self.formulieren.add((to.partition("?")[0], names))
            self.stuur(method, to, form)
        return True

    def stuur(self, method: str, to: str, form: Any) -> None:
        """This form, for its first button: once with a number in every field, and once for each field that has one."""
        fields = [str(one.get("name")) for one in form.xpath(f".//textarea[@name]|.//input[@name][{_TYPEN}]")]
        button = next(iter(form.xpath(".//button[@name]")), None)
        for only in ["", *fields] if len(fields) > 1 else [""]:
            data, files = self._ingevuld(form, only)
            if button is not None:
                data[button.get("name")] = button.get("value") or ""
            if method == "GET":
                self.vraag("GET", to, params=data)
            else:
                self.vraag("POST", to, data=data, files=files or None)

    def _ingevuld(self, form: Any, only: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The fields; with a number in this one only, when there is a name."""
        data: dict[str, Any] = {}
        files = {}
        for one in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
            name, kind = one.get("name"), one.get("type") or ""
            plain = only not in ("", name)
            if name in self.velden:
                data[name] = self.velden[name]
            elif one.tag == "textarea":
                data[name] = "Zo is het nodig." if plain else f"Dit gaat over {_met_punten(self.typt)} en {self.typt}"
            elif one.tag == "select":
                options = [str(value) for value in one.xpath(".//option/@value") if value]
                data[name] = options[-1] if options else ""
            elif kind == "file":
                files[name] = (f"{self.typt}.xml", b"<a>" + self.typt.encode() + b"</a>", "text/xml")
            elif kind == "date":
                data[name] = timezone.localdate().isoformat()
            elif kind in ("radio", "checkbox"):
                data.setdefault(name, one.get("value") or "on")
            elif kind in _TEKST:
                data[name] = self._tekst(kind, plain=plain)
            elif kind != "submit":
                data[name] = one.get("value") or ""
        return data, files

    def _tekst(self, kind: str, *, plain: bool) -> str:
        self._nummer += 1
        if kind == "email":
            return f"{f'iemand{self._nummer}' if plain else self.typt}@regio.example"
        if not plain:
            return self.typt
        return "2026" if kind == "number" else f"Iemand{self._nummer}"


def _met_punten(bsn: str) -> str:
    return f"{bsn[:3]}.{bsn[3:6]}.{bsn[6:]}"
