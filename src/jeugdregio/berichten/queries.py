# SPDX-License-Identifier: EUPL-1.2
"""DOOR. What was received and answered; row-level security decides which of it exists for whoever asks."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import zstandard
from django.conf import settings
from django.db.models import Count
from lxml import etree

from jeugdregio.berichten.deur import open_deur
from jeugdregio.berichten.models import Bericht, Bestand, Uitgaand, Weigering
from jeugdregio.berichten.regels.ijw_3_2 import IN_BERICHT, KOP
from jeugdregio.berichten.retourstand import (
    GESTUURD_OP,
    Afkeuring,
    Fout,
    Gestuurd,
    Onderweg,
    aantal_gestuurd,
    afkeuring,
    afkeuringen,
    gestuurd,
    gestuurd_bericht,
    niet_opgehaald,
    onbeantwoord,
)
from jeugdregio.berichten.values import Soort
from jeugdregio.core.bsn import persoon, zegel
from jeugdregio.gebruikers.isolatie import lezend, namens
from jeugdregio.gebruikers.values import Machtiging, verwerking
from jeugdregio.regels.values import Regel

__all__ = [
    "GESTUURD_OP",
    "Afkeuring",
    "Bestandstand",
    "Bewijs",
    "Fout",
    "Gestuurd",
    "Onderweg",
    "aantal_gestuurd",
    "afgekeurd",
    "afkeuring",
    "afkeuringen",
    "antwoord",
    "bestanden",
    "bewijs",
    "gestuurd",
    "gestuurd_bericht",
    "heeft_origineel",
    "laatste_berichten",
    "laatste_bestanden",
    "leesbaar",
    "niet_opgehaald",
    "onbeantwoord",
    "origineel",
    "originelen",
    "personen_in",
    "regels",
    "sinds",
    "zoek",
]

VERBORGEN = "•••••••••"
PERSOONLIJK = ("Bsn",)


@dataclass(frozen=True)
class Bewijs:
    """The receipt of one message: what was judged, when, by which version, with which outcome."""

    gemeente: str
    id: int
    bestand_id: int
    nr: int
    soort: str
    aanbieder: str
    afzender: str
    identificatie: str
    dagtekening: date
    sha256: str
    ontvangen_op: datetime
    uitkomst: str
    niveau: int | None
    regels: tuple[str, ...]
    peildatum: date
    versie: str


@dataclass(frozen=True)
class Bestandstand:
    """One received file and what became of its messages. `uitleg` says why (part of) it was turned away."""

    id: int
    naam: str
    sha256: str
    omvang_bytes: int
    ontvangen_op: datetime
    status: str
    berichten: tuple[Bewijs, ...]
    per_uitkomst: Counter[str]
    geweigerd: int
    uitleg: tuple[str, ...]


def regels() -> tuple[Regel, ...]:
    """The rules of the standard that look at one message, or at its header."""
    return (*IN_BERICHT, *KOP)


def bewijs(gemeente: str, bericht_id: int, *, on_behalf_of: Machtiging) -> Bewijs | None:
    """The receipt of one message, or None when there is none for the asker."""
    with lezend(on_behalf_of):
        row = Bericht.objects.filter(gemeente=gemeente, id=bericht_id).first()
    return _receipt(row) if row else None


def zoek(identificatie: str, *, on_behalf_of: Machtiging, hoogstens: int) -> list[Bewijs]:
    """The receipts of messages with this identification, newest first."""
    with lezend(on_behalf_of):
        return [
            _receipt(row) for row in Bericht.objects.filter(identificatie=identificatie).order_by("-id")[:hoogstens]
        ]


def sinds(moment: datetime, *, on_behalf_of: Machtiging) -> Counter[str]:
    """How many messages of others came for the asker since an (aware) moment, by kind."""
    with lezend(on_behalf_of):
        found = Bericht.objects.filter(ontvangen_op__gt=moment).exclude(afzender=on_behalf_of.organisatie)
        return Counter(dict(found.order_by("soort").values_list("soort").annotate(aantal=Count("id"))))


def antwoord(gemeente: str, bericht_id: int, *, on_behalf_of: Machtiging) -> tuple[str, bytes] | None:
    """The kind and the bytes of the answer to a message, or None; also when its term is past and it was destroyed."""
    with lezend(on_behalf_of):
        row = Uitgaand.objects.filter(gemeente=gemeente, bericht_id=bericht_id, vernietigd_op=None).first()
    return (row.soort, zstandard.ZstdDecompressor().decompress(bytes(row.inhoud))) if row else None


def afgekeurd(
    *, on_behalf_of: Machtiging, gemeente: str = "", aanbieder: str = "", regel: str = "", hoogstens: int = 50
) -> tuple[list[Bewijs], int, list[str]]:
    """
    The receipts of messages that were refused as a whole, newest first; how many there are; every rule among them.

    `regel` narrows the first two.
    """
    with lezend(on_behalf_of):
        every = Bericht.objects.filter(uitkomst=Bericht.Uitkomst.AFGEKEURD)
        every = every.filter(gemeente=gemeente) if gemeente else every
        every = every.filter(aanbieder=aanbieder) if aanbieder else every
        codes = sorted({code for found in every.values_list("regels", flat=True).distinct() for code in found})
        chosen = every.filter(regels__contains=[regel]) if regel else every
        return [_receipt(row) for row in chosen.order_by("-id")[:hoogstens]], chosen.count(), codes


def heeft_origineel(bewijs: Bewijs, *, on_behalf_of: Machtiging) -> bool:
    """Whether the asker may fetch the message as received: its sender, who it was sent to, and the region."""
    with lezend(on_behalf_of):
        row = Bericht.objects.filter(gemeente=bewijs.gemeente, id=bewijs.id).first()
        if row is None:
            return False
        with namens(verwerking(settings.REGIO)):
            return Bestand.objects.filter(pk=row.bestand_id, vernietigd_op=None).exists()


def origineel(bewijs: Bewijs, *, on_behalf_of: Machtiging) -> bytes | None:
    """The message byte for byte as received; None when it is not for the asker."""
    key = (bewijs.gemeente, bewijs.id)
    return originelen([key], on_behalf_of=on_behalf_of).get(key)


def originelen(berichten: Collection[tuple[str, int]], *, on_behalf_of: Machtiging) -> dict[tuple[str, int], bytes]:
    """
    These messages (gemeente, id) byte for byte as received; without those that are not for the asker, or destroyed.

    A file may hold messages to several municipalities. Whether the asker sees a message decides the database;
    the region then opens the file for him and gives this one message out of it, never the file.
    """
    wanted = set(berichten)
    with lezend(on_behalf_of):
        rows = list(Bericht.objects.filter(id__in={number for _, number in wanted}).only("bestand_id", "nr"))
        seen = [row for row in rows if (row.gemeente, row.id) in wanted]
        if not seen:
            return {}
        with namens(verwerking(settings.REGIO)):
            kept = Bestand.objects.filter(vernietigd_op=None).only("inhoud", "codering")
            files = kept.in_bulk({row.bestand_id for row in seen})
    parts = {number: open_deur(_unpacked(file)) for number, file in files.items()}
    return {(row.gemeente, row.id): parts[row.bestand_id][row.nr].data for row in seen if row.bestand_id in parts}


def _unpacked(file: Bestand) -> bytes:
    content = bytes(file.inhoud)
    return zstandard.ZstdDecompressor().decompress(content) if file.codering == "zstd" else content


def leesbaar(data: bytes) -> str:
    """A message of ours as indented text, the burgerservicenummers in it covered."""
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True))
    for element in root.iter(*(f"{{*}}{name}" for name in PERSOONLIJK)):
        element.text = VERBORGEN
    etree.indent(root, "  ")
    return etree.tostring(root, encoding="unicode")


def personen_in(data: bytes) -> frozenset[str]:
    """Which children (`core.bsn.persoon`) a message of ours is about, by the burgerservicenummers in it."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    seal = zegel(settings.BSN_KEY)
    return frozenset(persoon(seal.verzegel(one.text)) for one in root.iter("{*}Bsn") if one.text)


def bestanden(ids: Collection[int], *, on_behalf_of: Machtiging, hoogstens: int = 50) -> list[Bestandstand]:
    """
    What became of these files, in order of arrival; those that are not the asker's are left out.

    Of each file at most `hoogstens` messages are given, those with something wrong first.
    """
    with lezend(on_behalf_of):
        files = list(Bestand.objects.filter(id__in=ids).defer("inhoud").order_by("id"))
        receipts = [_receipt(row) for row in Bericht.objects.filter(bestand_id__in=[f.id for f in files])]
        refusals = list(Weigering.objects.filter(bestand_id__in=[f.id for f in files]).order_by("nr"))
    per_file: dict[int, list[Bewijs]] = {f.id: [] for f in files}
    for receipt in receipts:
        per_file[receipt.bestand_id].append(receipt)
    return [
        Bestandstand(
            id=f.id,
            naam=f.naam,
            sha256=bytes(f.sha256).hex(),
            omvang_bytes=f.omvang_bytes,
            ontvangen_op=f.ontvangen_op,
            status=f.status,
            berichten=tuple(sorted(per_file[f.id], key=_wrong_first)[:hoogstens]),
            per_uitkomst=Counter(receipt.uitkomst for receipt in per_file[f.id]),
            geweigerd=sum(1 for w in refusals if w.bestand_id == f.id),
            uitleg=tuple(dict.fromkeys(w.uitleg for w in refusals if w.bestand_id == f.id)),
        )
        for f in files
    ]


def laatste_bestanden(*, on_behalf_of: Machtiging, aantal: int = 10) -> list[int]:
    """The numbers of the last files that the asker delivered, newest first."""
    with lezend(on_behalf_of):
        own = Bestand.objects.filter(afzender=on_behalf_of.organisatie).order_by("-id")
        return list(own.values_list("id", flat=True)[:aantal])


def laatste_berichten(*, on_behalf_of: Machtiging, aantal: int = 50) -> list[Bewijs]:
    """The receipts of the last messages that the asker sent and that are answered, newest first."""
    retours = [soort.value for soort in Soort if soort.is_retour]
    with lezend(on_behalf_of):
        own = Bericht.objects.filter(afzender=on_behalf_of.organisatie).exclude(soort__in=retours).order_by("-id")
        return [_receipt(row) for row in own[:aantal]]


def _wrong_first(receipt: Bewijs) -> tuple[bool, int]:
    return receipt.uitkomst == Bericht.Uitkomst.GEACCEPTEERD, receipt.nr


def _receipt(row: Bericht) -> Bewijs:
    return Bewijs(
        gemeente=row.gemeente,
        id=row.id,
        bestand_id=row.bestand_id,
        nr=row.nr,
        soort=row.soort,
        aanbieder=row.aanbieder,
        afzender=row.afzender,
        identificatie=row.identificatie,
        dagtekening=row.dagtekening,
        sha256=bytes(row.sha256).hex(),
        ontvangen_op=row.ontvangen_op,
        uitkomst=row.uitkomst,
        niveau=row.niveau,
        regels=tuple(row.regels),
        peildatum=row.peildatum,
        versie=row.versie,
    )
