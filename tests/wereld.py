# SPDX-License-Identifier: EUPL-1.2
"""
Test kit: draw messages as tables, send them along the real road, and read back which rules fired.

`wereld.neem_in(drawing)` builds messages from the rows (the first cell names the
kind, the cells below it the rows), stores and processes them as one batch, and gives the rules per row that
was not accepted: `{"too much": "TR321 TR322"}`. `wereld.aanvaardt(drawing)` insists that all of it is
accepted; `wereld.gegeven(drawing)` is the same, for what came before.

Say only what matters: an empty cell or an absent column takes the default, `-` leaves the element out. Days
are inclusive, as in the messages. Columns of every kind: `bericht` (rows with the same name lie in one
message), `kind` (K1 …), `aanbieder` (A1, A2), `gemeente` (G1, G2), `identificatie`, and:

- JW301: `nummer` (that of another row), `product` (45A14; 45 without code; - for none), `volume`, `eenheid`,
  `frequentie`, `budget` (cents), `begin`, `einde`, `besluit`, `tijd`, `reden`, `referentie`;
- JW305, JW307: `toewijzing`, `product`, `begin`, `status`, and for a stop `einde` and `reden`;
- JW323: `toewijzing`, `product`, `maand` (cut to the allocation, IV089) or `begin` and `einde`, `volume`,
  `eenheid`, `tarief`, `bedrag`, `vorige` (a credit: everything is copied from that row), `referentie` (that
  of another row), `nummer` (the declaratie of another message) and `declaratiemaand`. All rows of a drawing
  lie in one message unless `bericht` says otherwise. Tariff and amount follow from the contract;
- JW315, JW317, JW319: see `tests/wereld_verzoeken.py`.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import count
from typing import Any

from django.db import connection
from django.utils import timezone

from jeugdregio.berichten.definities import jw301, jw305, jw307, jw323
from jeugdregio.berichten.definities import typen as t
from jeugdregio.berichten.regels.proef import read
from jeugdregio.berichten.schrijven import schrijf
from jeugdregio.berichten.values import XSD_VERSIE, Soort
from jeugdregio.core.bsn import voldoet_aan_elfproef
from jeugdregio.gebruikers.values import verwerking
from jeugdregio.ketentest.context import zonder_wachters
from jeugdregio.ontvangst.actions import leg_vast, verwerk
from jeugdregio.ontvangst.values import Aanlevering
from jeugdregio.regels.values import Regel
from tests.wereld_oordeel import ALS_GEHEEL, REGIO, Verdicts, Verzonden, facts, stored_facts, verdicts
from tests.wereld_verzoeken import MAKERS as VERZOEKEN
from tests.wereld_verzoeken import product as _product

GEMEENTEN = {"G1": "0193", "G2": "0148"}
AANBIEDERS = {"A1": "99900001", "A2": "99900002"}
EENHEDEN = ("01", "04", "14", "16", "82", "83", "84")
PEILDATUM = date(2027, 6, 30)
"""Of every message and judgement, so late that no drawn day lies after it."""

DECLARATIEMAAND = "2027-05"
UURTARIEF, STUKTARIEF = 60_00, 100_00
KIND, AANBIEDER, GEMEENTE = "K1", "A1", "G1"

Rij = Mapping[str, str | None]


@dataclass(frozen=True)
class Tarief:
    """What one unit of a code costs at every provider; `per_uur`: cents per hour, declared in minutes too."""

    eenheid: str
    cent: int | None
    per_uur: bool = False

    def van(self, eenheid: str) -> int | None:
        """The tariff that is declared in this unit."""
        if eenheid == "83":
            return None
        assert self.cent is not None
        return half_omhoog(self.cent, 60) if self._minuten(eenheid) else self.cent

    def bedrag(self, eenheid: str, volume: int) -> int:
        """What this much costs, in cents."""
        if eenheid == "83":
            return volume
        assert self.cent is not None
        return half_omhoog(self.cent * volume, 60) if self._minuten(eenheid) else self.cent * volume

    def _minuten(self, eenheid: str) -> bool:
        return eenheid == "01" and (self.per_uur or self.eenheid == "04")


@dataclass
class Wereld:
    """Two municipalities, two providers, a product per unit (45A01 … 45A84), and what was sent so far."""

    nummers: dict[str, int] = field(default_factory=dict)
    toewijzingen: dict[str, jw301.ToegewezenProduct] = field(default_factory=dict)
    prestaties: dict[str, tuple[str, jw323.Prestatie]] = field(default_factory=dict)
    """Of every drawn line its child and what was sent."""
    contract: dict[str, Tarief] = field(default_factory=dict)
    _bsns: dict[str, str] = field(default_factory=dict)
    _plaats: dict[str, tuple[Verzonden, int]] = field(default_factory=dict)
    _declaraties: dict[str, str] = field(default_factory=dict)
    _tellers: Iterator[int] = field(default_factory=lambda: count(1))
    _bsn_reeks: Iterator[int] = field(default_factory=lambda: count(999900006))

    nieuw: bool = True
    """Whether the municipalities, providers and tariffs still have to be written."""

    def __post_init__(self) -> None:
        if not self.nieuw:
            return
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO regio_gemeente (code, regio, naam, inwoners, jeugdigen, deelname)"
                " VALUES (%s, %s, %s, 0, 0, daterange('2015-01-01', NULL))",
                [(code, REGIO, f"Gemeente {name}") for name, code in GEMEENTEN.items()],
            )
            cursor.executemany(
                "INSERT INTO aanbieders_aanbieder (agb, kvk, naam) VALUES (%s, %s, %s)",
                [(agb, agb, f"Aanbieder {name}") for name, agb in AANBIEDERS.items()],
            )
        for eenheid in EENHEDEN:
            per_hour = eenheid in ("01", "04")
            cent = None if eenheid == "83" else UURTARIEF if per_hour else STUKTARIEF
            self.tarief(f"45A{eenheid}", eenheid, cent, per_uur=eenheid == "01")

    def zonder_wachters(self) -> None:
        """What the municipalities send leaves at once, whatever agreement it breaks."""
        zonder_wachters(GEMEENTEN.values())

    def product(self, code: str, eenheid: str = "", *, categorie: str = "45", variant: str = "inspanning") -> None:
        """Put a code on the product list of the region."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO contracten_product"
                " (regio, categorie, code, omschrijving, eenheid, variant, profiel)"
                " VALUES (%s, %s, %s, %s, %s, %s, '') ON CONFLICT DO NOTHING",
                [REGIO, categorie, code, f"Product {code}", eenheid, variant],
            )

    def tarief(
        self,
        code: str,
        eenheid: str,
        cent: int | None,
        *,
        per_uur: bool = False,
        van: date = date(2015, 1, 1),
        tot: date | None = None,
        aanbieder: str = AANBIEDER,
    ) -> None:
        """Agree on a tariff, from `van` until (not including) `tot`; the last one named is the default."""
        self.product(code, eenheid)
        self.contract[code] = Tarief(eenheid, cent, per_uur)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO contracten_tarief (regio, aanbieder, categorie, code, eenheid, per_uur, geldig,"
                " tarief_cent) VALUES (%s, %s, '45', %s, %s, %s, daterange(%s, %s), %s)",
                [REGIO, AANBIEDERS[aanbieder], code, eenheid, per_uur, van, tot, cent],
            )

    def gegeven(self, drawing: str) -> None:
        """What was sent and accepted before."""
        self.aanvaardt(drawing)

    def aanvaardt(self, drawing: str) -> None:
        """All rows of this drawing are accepted."""
        refused = self.neem_in(drawing)
        assert refused == {}, f"everything has to be accepted: {refused}"

    def neem_in(self, drawing: str) -> Verdicts:
        """Send the messages of a drawing as one batch; gives the rules per row, or message, not accepted."""
        return self.verwerk(self.teken(drawing))

    def teken(self, drawing: str) -> list[Verzonden]:
        """The messages of a drawing, not sent yet."""
        rows = list(read(drawing))
        soort = Soort(next(iter(rows[0])))
        per_message: dict[str, list[tuple[str, Rij]]] = defaultdict(list)
        for row in rows:
            label = row[soort]
            assert label, "the first column names the row"
            default = "bericht" if soort in (Soort.JW317, Soort.JW323) else label
            per_message[row.get("bericht") or default].append((label, row))
        return [_MAKERS[soort](self, name, lines) for name, lines in per_message.items()]

    def verwerk(self, messages: Sequence[Verzonden]) -> Verdicts:
        """Send these messages as one batch, in this order."""
        moment = timezone.make_aware(datetime.combine(PEILDATUM, time(12)))
        files = [Aanlevering(f"{m.naam}.xml", m.data, m.afzender, "test") for m in messages]
        receipts = leg_vast(files, moment=moment, on_behalf_of=verwerking(REGIO))
        assert [r.bestand_id for r in receipts] == sorted({r.bestand_id for r in receipts})
        outcomes = verwerk(regio=REGIO, peildatum=PEILDATUM, moment=moment).uitkomsten
        found: Verdicts = {}
        for message, outcome in zip(messages, outcomes, strict=True):
            assert outcome.uitkomst not in ("geweigerd", "herhaling"), outcome.uitleg
            message.uitkomst = outcome
            self._plaats[message.naam] = (message, ALS_GEHEEL)
            places = message.plaatsen
            numbered = (
                enumerate(message.rijen) if places is None else ((nr, label) for (_, nr), label in places.items())
            )
            self._plaats |= {label: (message, nr) for nr, label in numbered}
            found |= verdicts(message, outcome)
        return found

    def uitleg(self, label: str, regel: Regel) -> str:
        """The explanation of this rule for this row of the last batch, with its facts filled in."""
        message, nr = self._plaats[label]
        assert message.uitkomst is not None
        if message.soort is Soort.JW323:
            return regel.leg_uit(stored_facts(message.uitkomst, nr, regel))
        return regel.leg_uit(facts(message, nr, regel))

    def bsn(self, kind: str) -> str:
        """The test number of this child."""
        if kind not in self._bsns:
            self._bsns[kind] = next(str(n) for n in self._bsn_reeks if voldoet_aan_elfproef(str(n)))
        return self._bsns[kind]

    def nummer(self, label: str) -> int:
        """The number of this allocation; one that was never drawn gets a number that nobody knows."""
        return self.nummers.setdefault(label, 1000 + len(self.nummers))

    def volgnummer(self) -> int:
        """A number that was not used before in this world."""
        return next(self._tellers)

    # The messages

    def kop(self, soort: Soort, row: Rij) -> tuple[dict[str, Any], str]:
        """The parts of a header, and its sender."""
        provider = AANBIEDERS[row.get("aanbieder") or AANBIEDER]
        town = GEMEENTEN[row.get("gemeente") or GEMEENTE]
        sender, receiver = (town, provider) if soort.kop_van_gemeente else (provider, town)
        name = row.get("identificatie") or f"B{self.volgnummer()}"
        return {
            "afzender": sender,
            "ontvanger": receiver,
            "bericht_identificatie": t.BerichtIdentificatie(identificatie=name, dagtekening=PEILDATUM),
            "xsd_versie": t.XsdVersie(basisschema_xsd_versie=XSD_VERSIE, bericht_xsd_versie=XSD_VERSIE),
        }, sender

    def _jw301(self, name: str, rows: Sequence[tuple[str, Rij]]) -> Verzonden:
        first = rows[0][1]
        header, sender = self.kop(Soort.JW301, first)
        client = jw301.Client(
            bsn=self.bsn(first.get("kind") or KIND),
            geboortedatum=t.Geboortedatum(datum=date(2015, 5, 5)),
            geslacht="2",
            naam=t.VolledigeNaam(geslachtsnaam=t.Achternaam(achternaam="Test"), naam_gebruik="1"),
            contactgegevens=(_CONTACT,),
            toegewezen_producten=tuple(self._toewijzing(label, row) for label, row in rows),
        )
        message = jw301.Bericht(header=jw301.Header(**header), client=client)
        return Verzonden(name, Soort.JW301, [label for label, _ in rows], schrijf(message), sender)

    def _toewijzing(self, label: str, row: Rij) -> jw301.ToegewezenProduct:
        budget = row.get("budget")
        unit = row.get("eenheid") or "14"
        product = _product(row.get("product") or ("45" if budget else f"45A{unit}"))
        size = None
        if not budget and product is not None and (product.code is not None or row.get("volume")):
            size = t.Omvang(volume=int(row.get("volume") or 10), eenheid=unit, frequentie=row.get("frequentie") or "4")
        end = row.get("einde") or ("2026-12-31" if budget or (size and size.frequentie == "2") else None)
        allocation = jw301.ToegewezenProduct(
            toewijzing_nummer=self.nummer(row.get("nummer") or label),
            referentie_aanbieder=row.get("referentie"),
            product=product,
            toewijzingsdatum=date.fromisoformat(row.get("besluit") or "2025-12-15"),
            toewijzingstijd=row.get("tijd") or "09:00:00",
            ingangsdatum=date.fromisoformat(row.get("begin") or "2026-01-01"),
            einddatum=date.fromisoformat(end) if end else None,
            reden_wijziging=row.get("reden"),
            omvang=size,
            budget=int(budget) if budget else None,
        )
        self.toewijzingen[row.get("nummer") or label] = allocation
        return allocation

    def _levering(self, row: Rij) -> dict[str, Any]:
        """What starts and stops have in common."""
        label = row.get("toewijzing") or next(iter(self.toewijzingen), "-")
        known = self.toewijzingen.get(label)
        drawn = row.get("product")
        return {
            "toewijzing_nummer": None if label == "-" else self.nummer(label),
            "product": _product(drawn) if drawn else known.product if known else _product("45A14"),
            "begindatum": date.fromisoformat(row.get("begin") or "2026-01-01"),
            "status_aanlevering": row.get("status") or "1",
        }

    def _over_zorg(self, soort: Soort, name: str, rows: Sequence[tuple[str, Rij]]) -> Verzonden:
        first = rows[0][1]
        header, sender = self.kop(soort, first)
        child: dict[str, Any] = {
            "bsn": self.bsn(first.get("kind") or KIND),
            "geboortedatum": t.Geboortedatum(datum=date(2015, 5, 5)),
            "geslacht": "2",
            "naam": t.VerkorteNaam(geslachtsnaam=t.Achternaam(achternaam="Test")),
        }
        message: jw305.Bericht | jw307.Bericht
        if soort is Soort.JW305:
            starts = tuple(jw305.StartProduct(**self._levering(row)) for _, row in rows)
            client = jw305.Client(**child, start_producten=starts)
            message = jw305.Bericht(header=jw305.Header(**header), client=client)
        else:
            stops = tuple(
                jw307.StopProduct(
                    **self._levering(row),
                    einddatum=date.fromisoformat(row.get("einde") or "2026-06-30"),
                    reden_beeindiging=row.get("reden") or "31",
                )
                for _, row in rows
            )
            message = jw307.Bericht(header=jw307.Header(**header), client=jw307.Client(**child, stop_producten=stops))
        return Verzonden(name, soort, [label for label, _ in rows], schrijf(message), sender)

    def _jw305(self, name: str, rows: Sequence[tuple[str, Rij]]) -> Verzonden:
        return self._over_zorg(Soort.JW305, name, rows)

    def _jw307(self, name: str, rows: Sequence[tuple[str, Rij]]) -> Verzonden:
        return self._over_zorg(Soort.JW307, name, rows)

    def _jw323(self, name: str, rows: Sequence[tuple[str, Rij]]) -> Verzonden:
        first = rows[0][1]
        header, sender = self.kop(Soort.JW323, first)
        per_child: dict[str, list[str]] = defaultdict(list)
        for label, row in rows:
            previous = self.prestaties.get(row.get("vorige") or "")
            child = row.get("kind") or (previous[0] if previous else KIND)
            self.prestaties[label] = (child, self._prestatie(label, row))
            per_child[child].append(label)
        sent = [self.prestaties[label][1] for label, _ in rows]
        total = sum(_signed(line.ingediend_bedrag) for line in sent)
        month = row_month(first.get("declaratiemaand") or DECLARATIEMAAND)
        declaratie = jw323.Declaratie(
            declaratie_nummer=self._declaratienummer(name, first.get("nummer")),
            declaratie_periode=t.GeslotenPeriode(begindatum=month[0], einddatum=month[1]),
            declaratie_dagtekening=PEILDATUM,
            totaal_ingediend_bedrag=t.TotaalBedragMetDC(
                totaal_bedrag=abs(total), debet_credit="C" if total < 0 else "D"
            ),
            clienten=tuple(
                jw323.Client(bsn=self.bsn(child), prestaties=tuple(self.prestaties[label][1] for label in labels))
                for child, labels in per_child.items()
            ),
        )
        data = schrijf(jw323.Bericht(header=jw323.Header(**header), declaratie=declaratie))
        in_order = [label for labels in per_child.values() for label in labels]
        return Verzonden(name, Soort.JW323, in_order, data, sender)

    def _declaratienummer(self, name: str, same_as: str | None) -> str:
        self._declaraties[name] = self._declaraties[same_as] if same_as else f"D{self.volgnummer()}"
        return self._declaraties[name]

    def _prestatie(self, label: str, row: Rij) -> jw323.Prestatie:
        drawn_reference = row.get("referentie")
        reference = (
            self.prestaties[drawn_reference][1].product_referentie.referentie_nummer
            if drawn_reference
            else f"R{self.volgnummer()}"
        )
        vorige = row.get("vorige")
        if vorige in self.prestaties:
            return self._credit(self.prestaties[vorige][1], reference, row)
        allocation_label = row.get("toewijzing") or next(iter(self.toewijzingen))
        known = self.toewijzingen.get(allocation_label)
        unit = row.get("eenheid") or (known.omvang.eenheid if known and known.omvang else "14")
        drawn_product = row.get("product")
        product = _product(drawn_product) if drawn_product else known.product if known else None
        category = product.categorie if product else "45"
        code = (product and product.code) or f"45A{unit}"
        begin, end = _period(row, known)
        volume = int(row.get("volume") or 1)
        tariff = self.contract.get(code) or Tarief(unit, STUKTARIEF)
        drawn_tariff, drawn_amount = row.get("tarief"), row.get("bedrag")
        return jw323.Prestatie(
            product_referentie=t.Referentie(referentie_nummer=reference, vorig_referentie_nummer=vorige),
            toewijzing_nummer=self.nummer(allocation_label),
            product_categorie=category,
            product_code=code,
            product_periode=t.GeslotenPeriode(begindatum=begin, einddatum=end),
            geleverd_volume=volume,
            eenheid=unit,
            product_tarief=int(drawn_tariff) if drawn_tariff else tariff.van(unit),
            ingediend_bedrag=t.BedragMetDC(
                bedrag=int(drawn_amount) if drawn_amount else tariff.bedrag(unit, volume),
                debet_credit="C" if vorige else "D",
            ),
        )

    def _credit(self, debit: jw323.Prestatie, reference: str, row: Rij) -> jw323.Prestatie:
        """A copy of a debit (IV091), with the cells that were drawn."""
        previous = debit.product_referentie.referentie_nummer
        amount = row.get("bedrag")
        changes: dict[str, Any] = {
            "product_referentie": t.Referentie(referentie_nummer=reference, vorig_referentie_nummer=previous),
            "ingediend_bedrag": t.BedragMetDC(
                bedrag=int(amount) if amount else debit.ingediend_bedrag.bedrag, debet_credit="C"
            ),
        }
        if row.get("toewijzing"):
            changes["toewijzing_nummer"] = self.nummer(str(row["toewijzing"]))
        if row.get("volume"):
            changes["geleverd_volume"] = int(str(row["volume"]))
        if row.get("tarief"):
            changes["product_tarief"] = int(str(row["tarief"]))
        if row.get("eenheid"):
            changes["eenheid"] = row["eenheid"]
        if row.get("product"):
            product = _product(str(row["product"]))
            assert product is not None
            changes |= {"product_categorie": product.categorie, "product_code": product.code}
        if row.get("maand") or row.get("begin"):
            begin, end = _period(row, None)
            changes["product_periode"] = t.GeslotenPeriode(begindatum=begin, einddatum=end)
        return replace(debit, **changes)


_MAKERS: dict[Soort, Callable[[Wereld, str, Sequence[tuple[str, Rij]]], Verzonden]] = {
    Soort.JW301: Wereld._jw301,
    Soort.JW305: Wereld._jw305,
    Soort.JW307: Wereld._jw307,
    Soort.JW323: Wereld._jw323,
    **VERZOEKEN,
}
_CONTACT = jw301.Contact(
    soort="01",
    adres=t.Adres(huis=t.Huis(huisnummer=1), postcode="8011AA", straatnaam="Weg", plaatsnaam="Zwolle", land_code="NL"),
)


def half_omhoog(teller: int, noemer: int) -> int:
    """Round to whole cents, half up."""
    return (2 * teller + noemer) // (2 * noemer)


def row_month(text: str) -> tuple[date, date]:
    """First and last day of `2026-03`."""
    year, month = map(int, text.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _period(row: Rij, allocation: jw301.ToegewezenProduct | None) -> tuple[date, date]:
    begin, end = row_month(row.get("maand") or str(row.get("begin") or "2026-03-01")[:7])
    if allocation:
        begin = max(begin, allocation.ingangsdatum)
        end = min(end, allocation.einddatum or end)
    drawn_begin, drawn_end = row.get("begin"), row.get("einde")
    return (
        date.fromisoformat(drawn_begin) if drawn_begin else begin,
        date.fromisoformat(drawn_end) if drawn_end else end,
    )


def _signed(amount: t.BedragMetDC) -> int:
    return -amount.bedrag if amount.debet_credit == "C" else amount.bedrag
