# SPDX-License-Identifier: EUPL-1.2
"""
A bank that answers a pain.001: a pain.002 with its word on each transfer, and a camt.053 with what it did.

For the demo and for tests; nothing of the house is in it but the file it is given.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from lxml import etree

PAIN_002, CAMT_053 = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
NIETS: Mapping[str, str] = {}


def antwoord(opdracht: bytes, *, afgewezen: Mapping[str, str] = NIETS, alles: str = "") -> bytes:
    """The pain.002: accepted, but `afgewezen` ({mark: reason}); `alles` is one status for the whole file."""
    message, marks = _lees(opdracht)
    root = etree.fromstring(f'<Document xmlns="{PAIN_002}"/>'.encode())
    report = _add(root, "CstmrPmtStsRpt")
    _add(_add(report, "GrpHdr"), "MsgId", f"BANK-{message}")
    group = _add(report, "OrgnlGrpInfAndSts")
    _add(group, "OrgnlMsgId", message)
    _add(group, "OrgnlMsgNmId", "pain.001.001.09")
    if alles:
        _add(group, "GrpSts", alles)
    else:
        batch = _add(report, "OrgnlPmtInfAndSts")
        for mark, _ in marks:
            one = _add(batch, "TxInfAndSts")
            _add(one, "OrgnlEndToEndId", mark)
            _add(one, "TxSts", "RJCT" if mark in afgewezen else "ACSP")
            if mark in afgewezen:
                _add(_add(_add(one, "StsRsnInf"), "Rsn"), "Cd", afgewezen[mark])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def afschrift(
    opdracht: bytes,
    *,
    dag: date,
    zonder: Collection[str] = (),
    terug: Mapping[str, str] = NIETS,
    nummer: str = "1",
) -> bytes:
    """The camt.053 of a day: every transfer debited but `zonder`, and `terug` ({mark: reason}) credited again."""
    _, marks = _lees(opdracht)
    root = etree.fromstring(f'<Document xmlns="{CAMT_053}"/>'.encode())
    statement = _add(_add(root, "BkToCstmrStmt"), "Stmt")
    _add(statement, "Id", f"{dag.isoformat()}-{nummer}")
    amounts = dict(marks)
    lines = [(mark, "DBIT", "") for mark, _ in marks if mark not in zonder]
    lines += [(mark, "CRDT", reason) for mark, reason in terug.items()]
    for mark, sign, reason in lines:
        entry = _add(statement, "Ntry")
        _add(entry, "Amt", amounts[mark]).set("Ccy", "EUR")
        _add(entry, "CdtDbtInd", sign)
        _add(_add(entry, "Sts"), "Cd", "BOOK")
        _add(_add(entry, "BookgDt"), "Dt", dag.isoformat())
        details = _add(_add(entry, "NtryDtls"), "TxDtls")
        _add(_add(details, "Refs"), "EndToEndId", mark)
        if reason:
            _add(_add(_add(details, "RtrInf"), "Rsn"), "Cd", reason)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def bijschrijvingen(lines: Sequence[tuple[str, int]], *, dag: date, nummer: str = "1") -> bytes:
    """The camt.053 of a day on which others paid: (what they wrote, cents), each with the bank's own reference."""
    return _dag(lines, "CRDT", dag, nummer)


def afschrijvingen(lines: Sequence[tuple[str, int]], *, dag: date, nummer: str = "1") -> bytes:
    """The same of a day on which someone paid others at the bank itself, outside a payment run."""
    return _dag(lines, "DBIT", dag, nummer)


def _dag(lines: Sequence[tuple[str, int]], sign: str, dag: date, nummer: str) -> bytes:
    root = etree.fromstring(f'<Document xmlns="{CAMT_053}"/>'.encode())
    statement = _add(_add(root, "BkToCstmrStmt"), "Stmt")
    _add(statement, "Id", f"{dag.isoformat()}-{nummer}")
    for nr, (text, cents) in enumerate(lines):
        entry = _add(statement, "Ntry")
        _add(entry, "Amt", f"{cents // 100}.{cents % 100:02}").set("Ccy", "EUR")
        _add(entry, "CdtDbtInd", sign)
        _add(_add(entry, "Sts"), "Cd", "BOOK")
        _add(_add(entry, "BookgDt"), "Dt", dag.isoformat())
        _add(entry, "AcctSvcrRef", f"DEMO{dag:%Y%m%d}{nummer}{nr:04}")
        details = _add(_add(entry, "NtryDtls"), "TxDtls")
        _add(_add(details, "Refs"), "EndToEndId", "NOTPROVIDED")
        parties, side = _add(details, "RltdPties"), "Dbtr" if sign == "CRDT" else "Cdtr"
        _add(_add(_add(parties, side), "Pty"), "Nm", "Een rekeninghouder")
        _add(_add(_add(parties, f"{side}Acct"), "Id"), "IBAN", "NL91ABNA0417164300")
        _add(_add(details, "RmtInf"), "Ustrd", text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _lees(opdracht: bytes) -> tuple[str, list[tuple[str, str]]]:
    root = etree.fromstring(opdracht, etree.XMLParser(resolve_entities=False, no_network=True))
    message = root.findtext(".//{*}GrpHdr/{*}MsgId") or ""
    found = [
        (one.findtext("{*}PmtId/{*}EndToEndId") or "", one.findtext("{*}Amt/{*}InstdAmt") or "")
        for one in root.iterfind(".//{*}CdtTrfTxInf")
    ]
    return message, found


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{parent.nsmap[None]}}}{name}")
    made.text = text
    return made
