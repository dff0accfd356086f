# SPDX-License-Identifier: EUPL-1.2
"""Whatever stands in an address or a form field: a page in Dutch, never a fault of ours."""

from itertools import product
from urllib.parse import quote

import pytest

from tests.kanarie import binnen

GEDULD = 15
WAARDEN = (
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%C0%AF",
    "%FF%FE",
    "9" * 400,
    "-1",
    "1e3",
    "9223372036854775808",
    "%D9%A3",
    "2026-02-30",
    "12026-01",
    "0000-00",
    "-0001-01-01",
    "9999-12-31",
    quote("' OR 1=1; --"),
    quote("<script>alert(1)</script>"),
    quote("=cmd|' /C calc'!A0"),
    quote("../../etc/passwd"),
    quote("a\r\nSet-Cookie: x=y"),
    quote("\u202e\U0001f9ff"),
    "%s%n",
    "x" * 3_000,
)
NAMEN = (
    *("maand", "aanbieders", "toon", "bestanden", "herhaling", "peildatum", "laat", "stand", "gemeente", "aanbieder"),
    *("pagina", "zoek", "nummer", "soort", "regel", "next", "kind", "product"),
)
ADRESSEN = {
    "controller.regio": (
        *("/", "/declaraties/", "/uitval/", "/weekbrief/", "/maandrapport/", "/maandrapport/0193/2026-09/", "/regels/"),
        *("/begrippen/", "/werk/", "/apart/", "/maandrapport/0193/2026-09/regels/toegekend/"),
    ),
    "backoffice": (
        *("/aanleveren/", "/aanleveren/uitkomst/", "/toewijzingen/", "/declareren/", "/antwoorden/", "/verzoeken/"),
        *("/werk/", "/declaraties/"),
    ),
}
PADEN = (
    *("/declareren/{}/2026-09/", "/declareren/0193/{}/", "/declareren/0193/{}/sjabloon.xlsx", "/toewijzingen/0193/{}/"),
    *("/toewijzingen/{}/1/", "/antwoorden/{}/1.pdf", "/antwoorden/0193/{}.xlsx", "/maandrapport/{}/2026-09/"),
    *("/maandrapport/0193/{}/", "/maandrapport/0193/{}/maandrapport.xlsx", "/weekbrief/{}/", "/regels/{}/"),
    *("/verzoeken/0193/{}/0/", "/verzoeken/0193/1/{}/", "/declaraties/0193/{}/", "/weekbrief/{}/weekbrief.pdf"),
    *("/api/v1/berichten/{}", "/api/v1/uitgaande-berichten/{}", "/{}"),
)
VELDEN = ("sleutel", "actie", "volume-1", "crediteer", "bestand", "naar", "wat", "reden", "begindatum", "einddatum")


def wrong(response):
    """What is wrong with this answer, or nothing."""
    text = response.content.decode(errors="replace") if not response.streaming else ""
    if response.status_code >= 500:
        return f"{response.status_code}"
    if "Traceback" in text or "<script>alert" in text or "Bad Request" in text:
        return "the page says too much"
    return "" if "x" not in response.get("Set-Cookie", "") else "it sets a cookie"


@pytest.mark.parametrize("who", ADRESSEN)
def test_in_a_query(als, who):
    client = als(who)
    client.raise_request_exception = False
    faults = []
    for address, value in product(ADRESSEN[who], WAARDEN):
        with binnen(GEDULD):
            response = client.get(f"{address}?{'&'.join(f'{name}={value}' for name in NAMEN)}")
        faults += [f"{address} {value[:20]}: {what}"] if (what := wrong(response)) else []
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("who", ADRESSEN)
def test_in_a_path(als, who):
    client = als(who)
    client.raise_request_exception = False
    faults = []
    for path, value in product(PADEN, WAARDEN):
        with binnen(GEDULD):
            response = client.get(path.format(value))
        faults += [f"{path} {value[:20]}: {what}"] if (what := wrong(response)) else []
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("backoffice", "/aanleveren/"),
        ("controller.regio", "/apart/"),
        ("", "/inloggen/"),
        ("", "/api/v1/token"),
        ("", "/api/v1/berichten"),
    ],
)
def test_in_a_form(als, who, address):
    from django.test import Client

    client = als(who) if who else Client()
    client.raise_request_exception = False
    names = (*VELDEN, "username", "password", "client_id", "client_secret", "grant_type", "scope")
    faults = []
    for value in WAARDEN:
        body = "&".join(f"{name}={value}" for name in names)
        for kind in (
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "{",
        ):
            with binnen(GEDULD):
                response = client.generic("POST", address, body, content_type=kind)
            faults += [f"{kind} {value[:20]}: {what}"] if (what := wrong(response)) else []
    assert not faults, "\n".join(faults)
