# SPDX-License-Identifier: EUPL-1.2
"""
The three files of SEPA: pain.001.001.09 out, pain.002 and camt.053 in (ISO 20022, Dutch implementation guidelines).

Nothing here knows the database or the clock: the same run gives the same bytes. Of what comes in any version is read:
elements are found by their local name.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from lxml import etree

from jeugdregio.betalingen.values import Melding, NietTeBetalen, Opdracht

PAIN_001 = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
MAX_BYTES = 20_000_000
STANDEN = {
    "ACTC": "aanvaard", "ACCP": "aanvaard", "ACSP": "aanvaard", "ACWC": "aanvaard", "ACSC": "aanvaard",
    "RJCT": "afgewezen",
}  # fmt: skip
"""What the status of a bank means here; any other says nothing yet."""


def pain001(
    opdrachten: Sequence[Opdracht], *, bericht: str, moment: datetime, betaaldag: date, naam: str, iban: str
) -> bytes:
    """
    The file of these transfers, in the order given; amounts in euros with two decimals.

    `bericht` (35 characters at most) names the file, `moment` is when it was approved, never now.
    """
    root = etree.fromstring(f'<Document xmlns="{PAIN_001}"/>'.encode())
    top = _add(root, "CstmrCdtTrfInitn")
    count, total = str(len(opdrachten)), _euros(sum(one.bedrag_cent for one in opdrachten))
    head = _add(top, "GrpHdr")
    _add(head, "MsgId", bericht)
    _add(head, "CreDtTm", moment.strftime("%Y-%m-%dT%H:%M:%S"))
    _add(head, "NbOfTxs", count)
    _add(head, "CtrlSum", total)
    _add(_add(head, "InitgPty"), "Nm", naam[:70])
    batch = _add(top, "PmtInf")
    _add(batch, "PmtInfId", f"{bericht}-1")
    _add(batch, "PmtMtd", "TRF")
    _add(batch, "BtchBookg", "false")
    _add(batch, "NbOfTxs", count)
    _add(batch, "CtrlSum", total)
    _add(_add(_add(batch, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    _add(_add(batch, "ReqdExctnDt"), "Dt", betaaldag.isoformat())
    _add(_add(batch, "Dbtr"), "Nm", naam[:70])
    _add(_add(_add(batch, "DbtrAcct"), "Id"), "IBAN", iban)
    _add(_add(_add(_add(batch, "DbtrAgt"), "FinInstnId"), "Othr"), "Id", "NOTPROVIDED")
    _add(batch, "ChrgBr", "SLEV")
    for one in opdrachten:
        _transfer(batch, one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _transfer(batch: etree._Element, one: Opdracht) -> None:
    transfer = _add(batch, "CdtTrfTxInf")
    _add(_add(transfer, "PmtId"), "EndToEndId", one.kenmerk)
    _add(_add(transfer, "Amt"), "InstdAmt", _euros(one.bedrag_cent)).set("Ccy", "EUR")
    _add(_add(transfer, "Cdtr"), "Nm", one.tenaamstelling)
    _add(_add(_add(transfer, "CdtrAcct"), "Id"), "IBAN", one.iban)
    _add(_add(transfer, "RmtInf"), "Ustrd", one.omschrijving[:140])


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{PAIN_001}}}{name}")
    made.text = text
    return made


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def lees(inhoud: bytes) -> tuple[str, list[Melding]]:
    """
    What kind of file it is (`pain.002` or `camt.053`) and what it says per transfer, in the order of the file.

    Raises `NietTeBetalen` for what is no such file.
    """
    if len(inhoud) > MAX_BYTES:
        raise NietTeBetalen("Dit bestand is groter dan 20 MB. Vraag de bank om kleinere bestanden.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(inhoud, parser)
    except etree.XMLSyntaxError as wrong:
        raise NietTeBetalen("Dit is geen leesbaar XML-bestand. Haal het opnieuw op bij de bank.") from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise NietTeBetalen(
            "Dit bestand heeft een DOCTYPE; dat doet een bank niet. Vraag de bank om een nieuw bestand."
        )
    try:
        if (report := _child(root, "CstmrPmtStsRpt")) is not None:
            return "pain.002", list(_statuses(report))
        if (statement := _child(root, "BkToCstmrStmt")) is not None:
            return "camt.053", list(_entries(statement))
    except (ValueError, KeyError) as wrong:
        raise NietTeBetalen("In dit bestand staat een bedrag of dag die niet te lezen is. Vraag het na.") from wrong
    raise NietTeBetalen("Dit is geen antwoord (pain.002) en geen afschrift (camt.053). Kies een ander bestand.")


def _statuses(report: etree._Element) -> Iterator[Melding]:
    group = _child(report, "OrgnlGrpInfAndSts")
    message = _text(group, "OrgnlMsgId")
    lines = [one for batch in _children(report, "OrgnlPmtInfAndSts") for one in _children(batch, "TxInfAndSts")]
    if not lines:
        found = [group, *_children(report, "OrgnlPmtInfAndSts")]
        for place, name in zip(found, ("GrpSts", *["PmtInfSts"] * (len(found) - 1)), strict=True):
            if what := STANDEN.get(_text(place, name)):
                yield Melding(what, bericht=message, redencode=_reason(place))
                return
    for one in lines:
        if what := STANDEN.get(_text(one, "TxSts")):
            yield Melding(what, _text(one, "OrgnlEndToEndId"), message, redencode=_reason(one))


def _entries(statement: etree._Element) -> Iterator[Melding]:
    for entry in [one for sheet in _children(statement, "Stmt") for one in _children(sheet, "Ntry")]:
        if _text(entry, "Sts", "Cd") not in ("", "BOOK") or _text(entry, "Sts").strip() not in ("", "BOOK"):
            continue
        day = date.fromisoformat((_text(entry, "BookgDt", "Dt") or _text(entry, "BookgDt", "DtTm"))[:10])
        details = [one for part in _children(entry, "NtryDtls") for one in _children(part, "TxDtls")]
        for nr, one in enumerate(details or [entry]):
            sign = _text(one, "CdtDbtInd") or _text(entry, "CdtDbtInd")
            amount = _text(one, "Amt") or _text(one, "AmtDtls", "TxAmt", "Amt")
            if not amount and len(details) > 1:
                raise ValueError("een transactie zonder bedrag")
            name, account = _other(one, "Cdtr" if sign == "DBIT" else "Dbtr")
            yield Melding(
                "betaald" if sign == "DBIT" else "terug",
                _text(one, "Refs", "EndToEndId"),
                bedrag_cent=_cents(amount or _text(entry, "Amt")),
                dag=day,
                redencode=_text(one, "RtrInf", "Rsn", "Cd"),
                tekst=_remittance(one),
                verwijzing=_text(one, "Refs", "AcctSvcrRef") or _of_entry(entry, nr),
                naam=name[:140],
                iban=account[:34],
            )


def _remittance(place: etree._Element) -> str:
    info = _child(place, "RmtInf")
    said = [(one.text or "").strip() for one in _children(info, "Ustrd")]
    return " ".join([*said, *(_text(one, "CdtrRefInf", "Ref") for one in _children(info, "Strd"))])


def _other(place: etree._Element, side: str) -> tuple[str, str]:
    """Name and account of who is on the other side; versions differ in where the name stands."""
    parties = _child(place, "RltdPties")
    name = _text(parties, side, "Nm") or _text(parties, side, "Pty", "Nm")
    return name, _text(parties, f"{side}Acct", "Id", "IBAN")


def _of_entry(entry: etree._Element, nr: int) -> str:
    mark = _text(entry, "AcctSvcrRef")
    return f"{mark}/{nr}" if mark else ""


def _cents(text: str) -> int:
    whole, _, part = text.strip().partition(".")
    if not whole.isdecimal() or (part and not part.isdecimal()) or part[2:].strip("0"):
        raise ValueError(text)
    return int(whole) * 100 + int(part[:2].ljust(2, "0"))


def _reason(place: etree._Element | None) -> str:
    return _text(place, "StsRsnInf", "Rsn", "Cd") or _text(place, "StsRsnInf", "Rsn", "Prtry")


def _children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if parent is None else list(parent.iterchildren("{*}" + name))


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_children(parent, name)), None)


def _text(parent: etree._Element | None, *names: str) -> str:
    for name in names:
        parent = _child(parent, name)
    return (parent.text or "").strip() if parent is not None else ""
