# SPDX-License-Identifier: EUPL-1.2
"""
Looking for anything with one question, within the rights of whoever asks.

Every kind is one statement through the door of its room; the database leaves out what is another's, so that and what
does not exist look the same. A kind that the role has no page for is not looked for.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.conf import settings
from django.urls import reverse

from jeugdregio.aanbieders import queries as aanbieders
from jeugdregio.berichten import queries as berichten
from jeugdregio.berichten.queries import Bewijs
from jeugdregio.components.schrijfwijze import dag_kort, maandnaam, telwoord
from jeugdregio.contracten import queries as contracten
from jeugdregio.core.bsn import persoon
from jeugdregio.declaraties import queries as declaraties
from jeugdregio.gebruikers.values import Machtiging
from jeugdregio.gezinnen import queries as gezinnen
from jeugdregio.regio import queries as regio
from jeugdregio.toewijzingen import queries as toewijzingen
from jeugdregio.toewijzingen.values import Kindvraag
from jeugdregio.verzoeken import queries as verzoeken
from jeugdregio.werkplek import toegang
from jeugdregio.werkplek.values import Vondst, Vondsten, Vraag

HOOGSTENS = 20
GESTUURD = ("JW301", "JW319")
KORTSTE = 2
"""Signs that a word has before names of organisations and products are looked through."""


def zoek(vraag: Vraag, wie: Machtiging, *, peildatum: date) -> list[Vondsten]:
    """All that was found, by kind, the kinds without anything left out."""
    kinds: list[tuple[str, bool, Callable[[Vraag, Machtiging], Iterator[Vondst]]]] = [
        ("Jeugdigen", toegang.ziet_kinderen(wie), _children),
        ("Gezinnen", toegang.ziet_gezinnen(wie), partial(_families, peildatum=peildatum)),
        ("Toewijzingen", toegang.ziet_toewijzingen(wie), _allocations),
        ("Verzoeken", toegang.ziet_verzoeken(wie), _requests),
        ("Declaraties", toegang.ziet_declaraties(wie), _claims),
        ("Berichten", toegang.ziet_berichten(wie), _messages),
        ("Aanbieders", toegang.ziet_organisaties(wie), _providers),
        ("Gemeenten", toegang.ziet_organisaties(wie), _municipalities),
        ("Contracten", toegang.ziet_organisaties(wie), _contracts),
        ("Producten", toegang.ziet_organisaties(wie), _products),
    ]
    found = [(name, tuple(look(vraag, wie))) for name, may, look in kinds if may]
    return [Vondsten(name, hits[:HOOGSTENS], meer=len(hits) > HOOGSTENS) for name, hits in found if hits]


def zoek_kind(vraag: Kindvraag, wie: Machtiging) -> tuple[Vondst, ...]:
    """The children for whom this holds."""
    places = regio.namen()
    found = toewijzingen.zoek_kinderen(vraag, on_behalf_of=wie, hoogstens=HOOGSTENS + 1)
    names = aanbieders.namen() if wie.gemeente else {}
    return tuple(
        Vondst(
            one.naam,
            reverse("kind", args=[one.gemeente, one.nummer]),
            ", ".join(
                [
                    f"geboren {dag_kort(one.geboortedatum)}" if one.geboortedatum else "geboortedatum onbekend",
                    *([] if wie.gemeente else [places.get(one.gemeente, one.gemeente)]),
                    *([names.get(agb, agb) for agb in one.aanbieders] if wie.gemeente else []),
                ]
            ),
            persoon=one.persoon,
        )
        for one in found
    )


def _children(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    if vraag.kind:
        yield from zoek_kind(vraag.kind, wie)


def _families(vraag: Vraag, wie: Machtiging, *, peildatum: date) -> Iterator[Vondst]:
    if vraag.dag is not None or len(vraag.tekst) < KORTSTE:
        return
    for one in gezinnen.gezinnen(zoek=vraag.tekst, peildatum=peildatum, on_behalf_of=wie):
        below = telwoord(len(one.jeugdigen), "jeugdige", "jeugdigen")
        director = f", casusregisseur {one.casusregisseur}" if one.casusregisseur else ""
        url = reverse("gezin", args=[one.id])
        yield Vondst(one.naam, url, below + director, persoon=next(iter(sorted(one.personen)), ""))


def _allocations(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    if vraag.getal is None or vraag.getal > toewijzingen.HOOGSTE_NUMMER:
        return
    names, page = aanbieders.namen(), "toewijzing" if wie.aanbieder else "toewijzing-inzien"
    for one in toewijzingen.van_nummer(vraag.getal, on_behalf_of=wie):
        sees = toegang.ziet_kinderen(wie)
        below = [one.kind.naam] if sees else []
        below += [names.get(one.aanbieder, one.aanbieder), one.code or "zonder product"]
        url = reverse(page, args=[one.gemeente, one.nummer])
        yield Vondst(f"Toewijzing {one.nummer}", url, ", ".join(below), persoon=persoon(one.kind.bsn) if sees else "")


def _requests(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    if not vraag.nummer:
        return
    names = aanbieders.namen()
    for one in verzoeken.zoek(vraag.nummer, on_behalf_of=wie):
        url = reverse("verzoek", args=[one.gemeente, one.bericht_id, one.nr]) if one.is_open else ""
        below = f"{one.soort} van {names.get(one.aanbieder, one.aanbieder)}, ontvangen {dag_kort(one.ontvangen_op)}"
        yield Vondst(f"Verzoek {one.referentie}", url, below, stand=one.status.replace("_", " "))


def _claims(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    if not vraag.nummer:
        return
    names, places = aanbieders.namen(), regio.namen()
    for one in declaraties.zoek(vraag.nummer, on_behalf_of=wie, hoogstens=HOOGSTENS + 1):
        other = names.get(one.aanbieder, one.aanbieder)
        below = f"{maandnaam(one.maand)}, {other} aan {places.get(one.gemeente, one.gemeente)}"
        yield Vondst(f"Declaratie {one.nummer}", reverse("declaratie", args=[one.gemeente, one.bericht_id]), below)


def _messages(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    if not vraag.nummer:
        return
    for one in berichten.zoek(vraag.nummer, on_behalf_of=wie, hoogstens=HOOGSTENS + 1):
        below = f"van {one.afzender}, dagtekening {dag_kort(one.dagtekening)}"
        yield Vondst(
            f"{one.soort} {one.identificatie}", _message_url(one, wie), below, stand=one.uitkomst.replace("_", " ")
        )


def _message_url(one: Bewijs, wie: Machtiging) -> str:
    if one.soort in GESTUURD:
        return reverse("post" if wie.aanbieder else "gestuurd-bericht", args=[one.gemeente, one.id])
    if one.afzender == wie.organisatie:
        return f"{reverse('aanleveren-uitkomst')}?bestanden={one.bestand_id}"
    return ""


def _providers(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    if len(vraag.tekst) >= KORTSTE:
        for one in aanbieders.zoek(vraag.tekst, hoogstens=HOOGSTENS + 1):
            if toegang.ziet_aanbieder(wie, one.agb):
                yield Vondst(one.naam, reverse("aanbieder", args=[one.agb]), f"AGB {one.agb}, KvK {one.kvk}")


def _municipalities(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    asked = vraag.tekst.casefold()
    for code, name in regio.namen().items():
        named = len(asked) >= KORTSTE and asked in name.casefold()
        if (code == asked or named) and toegang.ziet_gemeente(wie, code):
            yield Vondst(f"Gemeente {name}", reverse("gemeente", args=[code]), f"code {code}")


def _contracts(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    if len(vraag.nummer) <= KORTSTE:
        return
    names = aanbieders.namen()
    for one in contracten.contracten(settings.REGIO, nummer=vraag.nummer, on_behalf_of=wie, hoogstens=HOOGSTENS + 1):
        url = f"{reverse('aanbieder', args=[one.aanbieder])}#contracten"
        yield Vondst(f"Contract {one.nummer}", url, names.get(one.aanbieder, one.aanbieder))


def _products(vraag: Vraag, wie: Machtiging) -> Iterator[Vondst]:
    del wie
    if len(vraag.tekst) >= KORTSTE:
        for one in contracten.producten(settings.REGIO, vraag.tekst, hoogstens=HOOGSTENS + 1):
            url = reverse("product", args=[one.categorie, one.code])
            yield Vondst(f"{one.code} {one.omschrijving}", url, f"productcategorie {one.categorie}")
