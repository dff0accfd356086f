# SPDX-License-Identifier: EUPL-1.2
"""
Hostile deliveries: each a name, the bytes, and whether exactly what the message says is booked, or nothing.

All are made from one valid declaratie of one line. They may name the address of a canary, that must never be called.
"""

from __future__ import annotations

import base64
import gzip
import random
import re
import struct
from collections.abc import Callable, Iterator

from tests.vijandig_archief import Rij, archieven

MIB = 1024 * 1024
NS = b"http://www.istandaarden.nl/ijw/3_2/jw323/schema"
KOP = b"<jw323:Header>"


def met_waarde(goed: bytes, element: str, waarde: bytes) -> bytes:
    """The message with this written in its first element of this name."""
    found, many = re.subn(rb"(:%s>)[^<]*" % element.encode(), lambda m: m.group(1) + waarde, goed, count=1)
    assert many
    return found


def met_begin(goed: bytes, tekst: bytes) -> bytes:
    """The message with this between declaration and first element."""
    return goed.replace(b"?>", b"?>" + tekst, 1)


def _in_kop(goed: bytes, tekst: bytes) -> bytes:
    return goed.replace(KOP, KOP + tekst, 1)


def _wortel(goed: bytes, tekst: bytes) -> bytes:
    return goed.replace(b"<jw323:Bericht ", b"<jw323:Bericht " + tekst + b" ", 1)


def _entiteiten(goed: bytes, kanarie: bytes) -> Iterator[Rij]:
    def dtd(subset: bytes, value: bytes = b"") -> bytes:
        whole = met_waarde(goed, "Identificatie", value) if value else goed
        return met_begin(whole, b"<!DOCTYPE jw323:Bericht " + subset + b">")

    lol = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 12))
    yield "billion laughs", dtd(b'[<!ENTITY l0 "ha">' + lol + b"]", b"&l11;"), False
    yield "quadratic", dtd(b'[<!ENTITY a "' + b"x" * 100_000 + b'">]', b"&a;" * 5_000), False
    yield (
        "laughs in an attribute",
        dtd(b'[<!ENTITY l0 "ha">' + lol + b"]").replace(KOP, b'<jw323:Header a="&l11;">'),
        False,
    )
    yield "entity of itself", dtd(b'[<!ENTITY a "&b;"><!ENTITY b "&a;">]', b"&a;"), False
    yield "harmless entity", dtd(b'[<!ENTITY a "B2">]', b"&a;"), False
    yield "external file", dtd(b'[<!ENTITY a SYSTEM "file:///etc/hostname">]', b"&a;"), False
    yield "external device", dtd(b'[<!ENTITY a SYSTEM "file:///dev/zero">]', b"&a;"), False
    yield "external address", dtd(b'[<!ENTITY a SYSTEM "' + kanarie + b'">]', b"&a;"), False
    yield "parameter entity", dtd(b'[<!ENTITY % a SYSTEM "' + kanarie + b'"> %a;]'), False
    yield "external dtd", dtd(b'SYSTEM "' + kanarie + b'"'), False
    yield "public dtd", dtd(b'PUBLIC "-//X//Y" "' + kanarie + b'"'), False
    yield "empty doctype", dtd(b""), False
    yield "default attribute", dtd(b'[<!ATTLIST jw323:Bericht a CDATA "b">]'), False
    yield "unparsed entity", dtd(b'[<!NOTATION n SYSTEM "x"><!ENTITY a SYSTEM "' + kanarie + b'" NDATA n>]'), False
    yield "doctype behind a comment", met_begin(goed, b"<!-- > --><!DOCTYPE a [<!ENTITY b 'c'>]>"), False
    yield "doctype behind it", goed + b"<!DOCTYPE a>", False
    yield "undeclared entity", met_waarde(goed, "Identificatie", b"&onbekend;"), False
    xi = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="' + kanarie + b'"/>'
    yield "xinclude", _in_kop(goed, xi), False
    yield "xinclude in a value", met_waarde(goed, "Identificatie", xi), False
    xsi = b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    yield "schemaLocation", _wortel(goed, xsi + b'xsi:schemaLocation="' + NS + b" " + kanarie + b'"'), True
    yield "noNamespaceSchemaLocation", _wortel(goed, xsi + b'xsi:noNamespaceSchemaLocation="' + kanarie + b'"'), True
    yield "xsi:type", _wortel(goed, xsi + b'xsi:type="xs:anyType"'), False
    yield "xsi:nil", _wortel(goed, xsi + b'xsi:nil="true"'), False
    sheet = b'<?xml-stylesheet type="text/xsl" href="' + kanarie + b'"?>'
    yield "stylesheet", met_begin(goed, sheet), True
    yield "xml:base", _wortel(goed, b'xml:base="' + kanarie + b'"'), False
    yield "catalog", met_begin(goed, b'<?oasis-xml-catalog catalog="' + kanarie + b'"?>'), True


def _vormen(goed: bytes) -> Iterator[Rij]:
    yield "deep", _in_kop(goed, b"<a>" * 100_000), False
    yield "deep and closed", _in_kop(goed, b"<a>" * 300 + b"</a>" * 300), False
    yield "many empty elements", _in_kop(goed, b"<a/>" * 500_000), False
    yield "too many elements", _in_kop(goed, b"<a/>" * 2_100_000), False
    yield (
        "many attributes",
        goed.replace(KOP, b"<jw323:Header " + b" ".join(b"a%d=''" % i for i in range(10**6)) + b">"),
        False,
    )
    yield "the same attribute twice", goed.replace(KOP, b"<jw323:Header a='1' a='2'>"), False
    yield "long attribute", goed.replace(KOP, b"<jw323:Header a='" + b"x" * 11 * MIB + b"'>"), False
    yield "long name", _in_kop(goed, b"<" + b"a" * 11 * MIB + b"/>"), False
    yield "many namespaces", _wortel(goed, b" ".join(b"xmlns:n%d='u%d'" % (i, i) for i in range(20_000))), True
    yield "huge text", met_waarde(goed, "Identificatie", b"x" * 20 * MIB), False
    yield "huge comment", met_waarde(goed, "Identificatie", b"B<!--" + b"x" * 20 * MIB + b"-->2"), False
    yield "many comments", met_waarde(goed, "Identificatie", b"B" + b"<!---->" * 100_000 + b"2"), True
    yield "comment in a value", met_waarde(goed, "GeleverdVolume", b"<!-- 1 -->3<!-- 0 -->"), True
    yield "comment between digits", met_waarde(goed, "TotaalBedrag", b"3<!-- 9 -->0000"), True
    yield "instruction in a value", met_waarde(goed, "GeleverdVolume", b"<?x 1?>3"), True
    yield "instruction between digits", met_waarde(goed, "Bedrag", b"300<?x?>00"), True
    yield "cdata in a value", met_waarde(goed, "Bedrag", b"<![CDATA[30]]>0<![CDATA[00]]>"), True
    yield "cdata adds digits", met_waarde(goed, "Bedrag", b"30000<![CDATA[0]]>"), False
    yield "element in a value", met_waarde(goed, "Bedrag", b"30000<a/>"), False
    yield "text beside elements", _in_kop(goed, b"tekst"), False
    yield "digit reference", met_waarde(goed, "GeleverdVolume", b"&#51;"), True
    yield "not closed", goed[: goed.rindex(b"</")], False
    yield "half", goed[: len(goed) // 2], False
    yield "one byte", goed[:1], False
    yield "wrongly closed", goed.replace(b"</jw323:Header>", b"</jw323:header>"), False
    yield "two messages", goed + goed, False
    yield "two messages in an envelope", b"<x>" + goed[goed.index(b"?>") + 2 :] * 2 + b"</x>", False
    yield (
        "message in a message",
        goed.replace(b"</jw323:Bericht>", goed[goed.index(b"<jw323:B") :] + b"</jw323:Bericht>"),
        False,
    )
    yield "text behind it", goed + b"tekst", False
    yield "comment behind it", goed + b"<!-- einde -->", True
    yield "white space in front", b"\n" + goed, False
    yield "two declarations", goed[: goed.index(b"?>") + 2] + goed, False
    yield "two headers", goed.replace(KOP, goed[goed.index(KOP) : goed.index(b"</jw323:Header>") + 15] + KOP), False
    yield "no header", goed.replace(goed[goed.index(KOP) : goed.index(b"</jw323:Header>") + 15], b""), False
    yield "long prologue", met_begin(goed, b"<!-- -->" * 20_000), False
    yield "short prologue", met_begin(goed, b"<!-- -->" * 100), True
    yield (
        "a million lines",
        met_begin(goed, b"").replace(b"<jw323:Declaratie>", b"\n" * 10**6 + b"<jw323:Declaratie>"),
        True,
    )


def _tekens(goed: bytes) -> Iterator[Rij]:
    bad = {
        "nul": b"\x00",
        "nul reference": b"&#0;",
        "control character": b"\x08",
        "escape sequence": b"\x1b[2J",
        "control reference": b"&#x1b;",
        "lone surrogate": b"\xed\xa0\x80",
        "surrogate pair as utf-8": b"\xed\xa0\xbd\xed\xb8\x80",
        "surrogate reference": b"&#xD800;",
        "overlong slash": b"\xc0\xaf",
        "overlong less than": b"\xe0\x80\xbc",
        "overlong nul": b"\xc0\x80",
        "five bytes": b"\xf8\x88\x80\x80\x80",
        "beyond unicode": b"\xf4\x90\x80\x80",
        "half a character": b"\xe2\x82",
        "continuation alone": b"\x80",
        "latin-1": b"\xe9",
        "fffe": "\ufffe".encode(),
        "ffff": "\uffff".encode(),
        "ffff reference": b"&#xFFFF;",
        "beyond unicode reference": b"&#x110000;",
        "enormous reference": b"&#" + b"9" * 5_000 + b";",
    }
    for name, text in bad.items():
        yield f"{name} in a value", met_waarde(goed, "Identificatie", b"B" + text), False
    yield "nul behind it", goed + b"\x00", False
    yield "nul in front", b"\x00" + goed, False
    for name, text in {"emoji": "\U0001f9ff", "combining": "e\u0301\u0323", "right to left": "\u202eabc"}.items():
        yield f"{name} in a value", met_waarde(goed, "Identificatie", text.encode()), True


def _coderingen(goed: bytes) -> Iterator[Rij]:
    text = goed.decode()
    for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037", "utf-8-sig"):
        yield f"in {name}", text.encode(name), name == "utf-8-sig"
    for name in ("UTF-16", "UTF-7", "ISO-8859-1", "windows-1252", "US-ASCII", "ebcdic-cp-nl", "x-onzin", ""):
        yield f"declared as {name or 'nothing'}", goed.replace(b"UTF-8", name.encode(), 1), False
    yield "declared in small letters", goed.replace(b"UTF-8", b"utf-8", 1), True
    yield "declared twice", goed.replace(b'encoding="UTF-8"', b'encoding="UTF-8" encoding="UTF-16"', 1), False
    yield "two byte order marks", b"\xef\xbb\xbf" * 2 + goed, False
    yield "byte order mark of another", b"\xff\xfe" + goed, False
    yield "xml 1.1", goed.replace(b'"1.0"', b'"1.1"', 1), False
    yield "xml 2.0", goed.replace(b'"1.0"', b'"2.0"', 1), False
    yield "standalone", goed.replace(b'"UTF-8"', b'"UTF-8" standalone="no"', 1), True
    yield "no declaration", goed[goed.index(b"?>") + 2 :].lstrip(), True
    yield "carriage returns", goed.replace(b"\r\n", b"\r"), True


def _datums(goed: bytes) -> Iterator[Rij]:
    far = ("12026-05-01", "-0001-05-01", "0000-05-01", "99999999999-01-01", "0" * 5_000 + "2027-05-01", "-2027-05-01")
    wrong = ("2027-02-30", "2027-13-01", "2027-5-1", "20270501", "2027-W18-6", "01-05-2027", "2027-05-01T00:00:00", "")
    zones = ("2027-05-01Z", "2027-05-01+01:00", "2027-05-01-14:00", "2027-05-01+99:99")
    odd = ("٢٠٢٧-٠٥-٠١", "２０２７-05-01", "2027‐05‐01", "2027-05-01\u00a0", "2027-05-01 2027-05-01")
    for day in (*far, *wrong, *zones, *odd):
        for element in ("Begindatum", "Dagtekening"):
            yield f"{element} {day[:24]}", met_waarde(goed, element, day.encode()), False
    for element in ("Begindatum", "DeclaratieDagtekening"):
        allowed = element == "DeclaratieDagtekening"  # no rule says how old a declaratie may be
        yield f"{element} at the begin of time", met_waarde(goed, element, b"0001-01-01"), allowed
        yield f"{element} at the end of time", met_waarde(goed, element, b"9999-12-31"), False
    yield "white space around a day", met_waarde(goed, "Begindatum", b" \n2027-05-01\t"), True


def _getallen(goed: bytes) -> Iterator[Rij]:
    same = ("+3", "03", " 3 ", "\n3\t", "0" * 5_000 + "3", "+" + "0" * 5_000 + "3")
    bad = ("-3", "-0", "0", "00", "3.0", "3.", ".3", "3,0", "1e3", "3e0", "0x3", "٣", "³", "NaN", "INF", "--3", "++3")
    more = ("3 3", "3\u00a0", "\u20033", "9" * 5_000, str(2**31), str(2**63), str(2**64 + 3), "", "drie", "3;30000")
    for text in same:
        yield f"volume {text[:12]!r} {len(text)}", met_waarde(goed, "GeleverdVolume", text.encode()), True
    for text in (*bad, *more):
        yield f"volume {text[:12]!r} {len(text)}", met_waarde(goed, "GeleverdVolume", text.encode()), False
        yield f"amount {text[:12]!r} {len(text)}", met_waarde(goed, "Bedrag", text.encode()), False
    for text in ("0", "29999", "30001", "-30000", "300000000000", "999999999999"):
        yield f"total {text}", met_waarde(goed, "TotaalBedrag", text.encode()), False
    yield "leading zeros in an amount", met_waarde(goed, "Bedrag", b"0" * 5_000 + b"30000"), True
    yield "leading zeros in a number", met_waarde(goed, "ToewijzingNummer", b"0" * 5_000 + b"1000"), True


def _wie_en_wat(goed: bytes) -> Iterator[Rij]:
    for name, value in {
        "of another": b"99900002",
        "unknown": b"12345678",
        "empty": b"",
        "script": b"<![CDATA[<b>]]>",
    }.items():
        yield f"sender {name}", met_waarde(goed, "Afzender", value), False
    for name, value in {"elsewhere": b"0363", "unknown": b"9998", "none": b"", "name": b"Zwolle"}.items():
        yield f"receiver {name}", met_waarde(goed, "Ontvanger", value), False
    for release in ("3_1", "3_3", "4_0", "99_99"):
        yield f"release {release}", goed.replace(b"3_2", release.encode()), False
    for kind in ("jw325", "jw302", "jw301", "jw999"):
        yield f"namespace {kind}", goed.replace(b"/jw323/", f"/{kind}/".encode()), False
    for name, space in {
        "iwmo": b"http://www.istandaarden.nl/iwmo/3_2/wmo323/schema",
        "none": b"",
        "script": b"&lt;script>",
    }.items():
        yield f"namespace {name}", goed.replace(NS, space), False
    yield "root in small letters", goed.replace(b"jw323:Bericht", b"jw323:bericht"), False
    yield "no namespace", re.sub(rb"jw323:|ijw:| xmlns:\w+=\"[^\"]*\"", b"", goed), False
    yield "other prefix", goed.replace(b"jw323:", b"x-1:").replace(b"xmlns:jw323", b"xmlns:x-1"), True
    yield "default namespace", goed.replace(b"jw323:", b"").replace(b"xmlns:jw323", b"xmlns"), True
    yield "message version 2", met_waarde(goed, "BerichtVersie", b"2"), False
    yield "message code of another", met_waarde(goed, "BerichtCode", b"438"), False
    for value in (b"0.0.0", b"1.0.0-alpha", b"9.9.9", b"../../x", b"1" * 5_000):
        yield (
            f"schema version {value[:12].decode()}",
            met_waarde(goed, "BerichtXsdVersie", value),
            False,
        )
    for value in (
        "'; DROP TABLE berichten_bericht; --",
        "%s%n%x",
        "{0.__class__}",
        "../../etc/passwd",
        "=cmd|' /C'!A0",
    ):
        short = value[:12].encode().replace(b"<", b"&lt;")
        yield f"identification {value[:12]}", met_waarde(goed, "Identificatie", short), True
    for value in (b"11111111111111111111", b"0", b"-1", b"1001", b"999999999"):
        yield f"allocation {value.decode()}", met_waarde(goed, "ToewijzingNummer", value), False
    for value in (b"000000000", b"123456789", b"99990000", b"", b"9" * 5_000):
        yield f"citizen {value[:12].decode()}", met_waarde(goed, "Bsn", value), False


def _geen_berichten() -> Iterator[Rij]:
    chance = random.Random(7)  # noqa: S311 - bytes, not secrets
    for name, data in {
        "empty": b"",
        "white space": b" \r\n\t" * 1_000,
        "byte order mark": b"\xef\xbb\xbf",
        "declaration": b'<?xml version="1.0" encoding="UTF-8"?>',
        "less than": b"<",
        "many less than": b"<" * 10**6,
        "html": b"<!doctype html><html><script>alert(1)</script></html>",
        "json": b'{"bericht": "jw323"}',
        "csv": b"=cmd|' /C calc'!A0;1\r\n",
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</OpenAction 2 0 R>>endobj",
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(1_000),
        "elf": b"\x7fELF" + bytes(1_000),
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "soap": b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
        "edifact": b"UNA:+.? 'UNB+UNOC:3+99900001+0193'",
        "base64": base64.b64encode(b"<Bericht/>" * 100),
        "zeros": bytes(MIB),
        "random": chance.randbytes(MIB),
        "one long line": b"x" * 20 * MIB,
        "just too large": b" " * (25 * MIB + 1),
        "pickle": b"\x80\x04\x95\x1a\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
        "yaml": b"!!python/object/apply:os.system ['true']",
        "lying gzip length": gzip.compress(b"<Bericht/>")[:-4] + struct.pack("<I", 5),
    }.items():
        yield name, data, False


GROEPEN: dict[str, Callable[[bytes, bytes], Iterator[Rij]]] = {
    "entities": _entiteiten,
    "shapes": lambda goed, _: _vormen(goed),
    "characters": lambda goed, _: _tekens(goed),
    "encodings": lambda goed, _: _coderingen(goed),
    "days": lambda goed, _: _datums(goed),
    "numbers": lambda goed, _: _getallen(goed),
    "who and what": lambda goed, _: _wie_en_wat(goed),
    "no messages": lambda _, __: _geen_berichten(),
    "archives": lambda goed, _: archieven(goed),
}
"""Makes each kind of delivery from a good message and the address that nobody should call."""

NAMEN = (
    "../../../etc/passwd",
    "..\\..\\windows\\system32\\x.xml",
    "/etc/passwd",
    "C:\\x.xml",
    "a\x00b.xml",
    "a\r\nSet-Cookie: x=y.xml",
    "\u202elmx.exe",
    "<script>alert(1)</script>.xml",
    "\"'><img src=x onerror=alert(1)>.xml",
    "=cmd|' /C calc'!A0.xml",
    "${jndi:ldap:x}.xml",
    "{{7*7}}.xml",
    "%2e%2e%2fx.xml",
    "CON",
    "..",
    ".verborgen.xml",
    "declaratie 999900006.xml",
    "é" * 200 + ".xml",
    "x" * 5_000 + ".xml",
    "\U0001f4a3.xml",
    "e\u0301\u0323\u0323\u0323.xml",
    "\x1b[31mrood.xml",
    " ",
    "-rf",
    "`id`;$(id).xml",
)
"""Names under which a good message is sent."""
