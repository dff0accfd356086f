# SPDX-License-Identifier: EUPL-1.2
"""How the pages of this room show a run, an order and an account, and what went wrong."""

from collections.abc import Mapping
from functools import partial

from django.urls import reverse

from jeugdregio.betalingen.models import Bankregel, Bankrekening, Betaalopdracht, Betaalronde, Voorschot
from jeugdregio.betalingen.values import NietTeBetalen, Opdrachtregel, Voorschotstand, Vorderingstand
from jeugdregio.components import blad
from jeugdregio.components.lijst import Veld
from jeugdregio.components.schrijfwijze import in_groepen
from jeugdregio.components.templatetags.componenten import cent
from jeugdregio.components.values import Cel, Kolom, Tabel, Toon
from jeugdregio.gebruikers.actions import NietToegestaan

BOVEN = "Betalen"
RONDESTAND = dict(Betaalronde.Stand.choices)
OPDRACHTSTAND = dict(Betaalopdracht.Stand.choices)
REKENINGSTAND = dict(Bankrekening.Stand.choices)
VOORSCHOTSTAND = dict(Voorschot.Stand.choices)
TOON: Mapping[str, Toon] = {
    "concept": "neutraal", "bevroren": "waarschuwing", "akkoord": "info", "verzonden": "positief", "klaar": "neutraal",
    "aanvaard": "info", "betaald": "positief", "afgewezen": "negatief", "terug": "negatief", "vervallen": "neutraal",
    "voorgesteld": "waarschuwing", "bevestigd": "positief", "toegekend": "positief", "gevorderd": "neutraal",
}  # fmt: skip


GEBEURTENIS: Mapping[str, str] = {
    "terug": "bijgeschreven", "betaald": "afgeschreven", "aanvaard": "aangenomen", "afgewezen": "geweigerd",
}  # fmt: skip
UITKOMST = dict(Bankregel.Uitkomst.choices)


doe = partial(blad.doe, weigert=(NietToegestaan, NietTeBetalen))
"""As `components.blad.doe`, with the refusals of this room."""


def leesbaar(iban: str) -> str:
    """An IBAN in groups of four."""
    return in_groepen(iban, 4)


def velden(gemeenten: Mapping[str, str], aanbieders: Mapping[str, str]) -> tuple[Veld[Opdrachtregel], ...]:
    """The columns of a list of orders."""
    return (
        Veld("kenmerk", "Kenmerk", lambda one: one.kenmerk, cel=lambda one: Cel(one.kenmerk, url=adres(one.id))),
        Veld("gemeente", "Gemeente", lambda one: gemeenten.get(one.gemeente, one.gemeente)),
        Veld("aanbieder", "Aanbieder", lambda one: aanbieders.get(one.aanbieder, one.aanbieder)),
        Veld("bedrag", "Bedrag", lambda one: one.bedrag_cent, "bedrag"),
        Veld("rekening", "Rekening", lambda one: leesbaar(one.iban)),
        Veld(
            "stand", "Stand", lambda one: OPDRACHTSTAND[one.stand], cel=lambda one: standcel(one.stand, one.redencode)
        ),
        Veld("betaald", "Betaald", lambda one: one.betaald_op, "dag"),
        Veld("terug", "Teruggestort", lambda one: one.terug_op, "dag"),
    )


def standcel(stand: str, reden: str = "") -> Cel:
    """The state of an order as a badge, with the reason of the bank below."""
    return Cel(OPDRACHTSTAND[stand], toon=TOON[stand], onder=f"reden van de bank: {reden}" if reden else "")


def adres(opdracht: int) -> str:
    """The page of one order."""
    return reverse("betaalopdracht", args=[opdracht])


def voorschottabel(rows: list[Voorschotstand], gemeenten: Mapping[str, str], aanbieders: Mapping[str, str]) -> Tabel:
    """The advances: granted, settled with claims, left."""
    return Tabel(
        "Voorschotten",
        (
            Kolom("Aanbieder"),
            Kolom("Gemeente"),
            Kolom("Voorschot", "getal"),
            Kolom("Verrekend", "getal", "met declaraties"),
            Kolom("Over", "getal", "nog te verrekenen"),
            Kolom("Stand"),
            Kolom("Afspraak"),
        ),
        tuple(
            (
                aanbieders.get(one.aanbieder, one.aanbieder),
                gemeenten.get(one.gemeente, one.gemeente),
                cent(one.bedrag_cent),
                cent(one.verrekend_cent),
                cent(one.over_cent),
                Cel(
                    VOORSCHOTSTAND[one.stand],
                    toon=TOON[one.stand],
                    onder="uitbetaald" if one.uitbetaald else "nog niet uitbetaald" if one.stand == "toegekend" else "",
                ),
                one.bron,
            )
            for one in rows
        ),
        leeg="Er is geen voorschot.",
    )


WAARVAN: Mapping[str, str] = {"terugvorder": "rest van een voorschot", "vaststelling": "vaststelling van een afspraak"}


def vorderingentabel(rows: list[Vorderingstand], gemeenten: Mapping[str, str], aanbieders: Mapping[str, str]) -> Tabel:
    """What providers have to pay back, with the reference to say, and what came."""
    return Tabel(
        "Teruggevorderd",
        (
            Kolom("Kenmerk"),
            Kolom("Aanbieder"),
            Kolom("Gemeente"),
            Kolom("Waarvan"),
            Kolom("Bedrag", "getal"),
            Kolom("Ontvangen", "getal"),
            Kolom("Nog te ontvangen", "getal"),
        ),
        tuple(
            (
                in_groepen(one.kenmerk, 4),
                aanbieders.get(one.aanbieder, one.aanbieder),
                gemeenten.get(one.gemeente, one.gemeente),
                WAARVAN.get(one.oorzaak, one.oorzaak),
                cent(one.bedrag_cent),
                cent(one.ontvangen_cent),
                cent(one.open_cent),
            )
            for one in rows
        ),
        leeg="Er is niets teruggevorderd.",
        bijschrift_zichtbaar=False,
    )
