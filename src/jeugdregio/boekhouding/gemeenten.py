# SPDX-License-Identifier: EUPL-1.2
"""
One settlement among the municipalities of the region: claims, corrections and solidarity become one amount for each.

Two people set it. What was claimed, corrected or booked later goes into the next. The accounts of what municipalities
owe each other then hold one balance per municipality, that goes against the bank when it was paid (ADR 0048): found in
the statement by the reference of each balance, or recorded by a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone

from jeugdregio.betalingen.actions import ontvang_rest, vorder
from jeugdregio.betalingen.values import NietTeBetalen
from jeugdregio.boekhouding.models import Vereveningsdeel, Verrekenpost, Verrekenronde, Verrekensaldo
from jeugdregio.boekhouding.salderen import Post, Stand, salderen, van_verevening, van_vordering, vingerafdruk
from jeugdregio.boekhouding.verevenen import NietTeVerrekenen
from jeugdregio.core.money import Cent
from jeugdregio.core.periode import Maand
from jeugdregio.gebruikers import vier_ogen
from jeugdregio.gebruikers.actions import NietToegestaan
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.models import Voorstel
from jeugdregio.gebruikers.values import Machtiging, Recht, verwerking
from jeugdregio.grootboek import actions as grootboek
from jeugdregio.grootboek.values import BANK, TE_BETALEN_AAN_GEMEENTEN, TE_VORDEREN_VAN_GEMEENTEN, Journaal
from jeugdregio.woonplaats import actions as woonplaats
from jeugdregio.woonplaats import queries as vorderingen
from jeugdregio.woonplaats.values import NietTeVorderen, TeVerrekenen

SOORT = "gemeenteverrekening"
SALDEREN, BETALEN = "gemsaldo", "gembetaling"
"""The causes in the ledger; with the round each is booked once per municipality."""


@dataclass(frozen=True)
class Concept:
    """What would be settled now, up to and including a month, in which nothing of a later one is."""

    maand: Maand
    posten: tuple[Post, ...]
    vorderingen: tuple[TeVerrekenen, ...]

    @property
    def sha256(self) -> str:
        """By which two people know that they read the same."""
        return vingerafdruk(self.maand, self.posten)

    @property
    def standen(self) -> dict[str, Stand]:
        """Per municipality."""
        return salderen(self.posten)

    @property
    def van_hand_cent(self) -> int:
        """What is paid in all: the balances above zero."""
        return sum(one.saldo_cent for one in self.standen.values() if one.saldo_cent > 0)


def concept(maand: Maand, *, on_behalf_of: Machtiging) -> Concept:
    """What is to be settled up to and including a month; for the region alone. Raises `NietToegestaan`."""
    _eis(on_behalf_of, Recht.BOEKHOUDING_ZIEN)
    with namens(verwerking(settings.REGIO)):
        claims = tuple(vorderingen.te_verrekenen(_tot(maand)))
        done = set(
            Verrekenpost.objects.filter(soort__in=["solidariteit", "vier-o"]).values_list("gemeente", "soort", "bron")
        )
        parts = Vereveningsdeel.objects.filter(verevening__geboekt_op__lt=_tot(maand)).select_related("verevening")
        posts = [post for one in claims for post in van_vordering(one)]
        posts += [
            van_verevening(one.verevening.soort, one.verevening.jaar, one.gemeente, one.bedrag_cent)
            for one in parts
            if (one.gemeente, one.verevening.soort, one.verevening.jaar) not in done
        ]
    return Concept(maand, tuple(sorted(posts)), claims)


def stel_verrekening_voor(maand: Maand, *, reden: str, moment: datetime, on_behalf_of: Machtiging) -> Voorstel:
    """Propose to settle; raises `NietToegestaan`, and `NietTeVerrekenen` when the month runs or nothing waits."""
    if timezone.localdate(moment) < maand.einde:
        raise NietTeVerrekenen(f"{maand} is nog niet voorbij. Kies een maand die voorbij is.")
    now = concept(maand, on_behalf_of=on_behalf_of)
    if not now.posten:
        raise NietTeVerrekenen(f"Tot en met {maand} is er niets te verrekenen tussen gemeenten.")
    what = {
        "maand": str(maand),
        "sha256": now.sha256,
        "posten": len(now.posten),
        "bedrag_cent": now.van_hand_cent,
        "saldi": {town: one.saldo_cent for town, one in now.standen.items()},
    }
    return vier_ogen.stel_voor(
        SOORT, what, recht=Recht.BOEKHOUDING_BIJHOUDEN, reden=reden, moment=moment, on_behalf_of=on_behalf_of
    )


def verreken_gemeenten(
    maand: Maand, *, gelezen: str, door: str, moment: datetime, on_behalf_of: Machtiging
) -> Verrekenronde:
    """
    Settle as was proposed; in the transaction of whoever confirms.

    Raises `NietTeVerrekenen` when what is to be settled is not what was read (`gelezen` is its fingerprint).
    """
    _eis(on_behalf_of, Recht.BOEKHOUDING_BIJHOUDEN)
    with namens(on_behalf_of):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('verrekenronde', 0))")
        now = concept(maand, on_behalf_of=on_behalf_of)
        if now.sha256 != gelezen or not now.posten:
            raise NietTeVerrekenen("Sinds het voorstel is er iets veranderd. Wijs het af en stel opnieuw voor.")
        last = Verrekenronde.objects.filter(regio=on_behalf_of.regio).aggregate(last=Max("nummer"))["last"] or 0
        made = Verrekenronde.objects.create(
            regio=on_behalf_of.regio,
            nummer=last + 1,
            tot_en_met=maand.begin,
            sha256=now.sha256,
            vastgesteld_op=moment,
            vastgesteld_door=door,
        )
        Verrekensaldo.objects.bulk_create(_saldi(made, now, moment))
        Verrekenpost.objects.bulk_create(
            Verrekenpost(
                gemeente=one.gemeente,
                ronde=made,
                soort=one.soort,
                bron=one.bron,
                kenmerk=one.kenmerk,
                tegen=one.tegen,
                rekening=one.rekening,
                bedrag_cent=one.bedrag_cent,
            )
            for one in now.posten
        )
        try:
            woonplaats.verreken_samen(now.vorderingen, tot=_tot(maand), moment=moment)
        except NietTeVorderen as changed:
            raise NietTeVerrekenen(str(changed)) from changed
        moves = [
            (town, TE_BETALEN_AAN_GEMEENTEN, TE_VORDEREN_VAN_GEMEENTEN, one.weg_te_strepen_cent)
            for town, one in now.standen.items()
        ]
        _boek(made.pk, SALDEREN, moves, timezone.localdate(moment))
    return made


def _saldi(made: Verrekenronde, now: Concept, moment: datetime) -> Iterator[Verrekensaldo]:
    """The balance of each municipality, with a reference for what it pays or gets."""
    for town, one in now.standen.items():
        account = TE_VORDEREN_VAN_GEMEENTEN if one.saldo_cent > 0 else TE_BETALEN_AAN_GEMEENTEN
        claim = (
            vorder(town, "", abs(one.saldo_cent), oorzaak=SALDEREN, oorzaak_id=made.pk, moment=moment, rekening=account)
            if one.saldo_cent
            else None
        )
        yield Verrekensaldo(
            gemeente=town,
            ronde=made,
            te_vorderen_cent=one.te_vorderen_cent,
            te_betalen_cent=one.te_betalen_cent,
            saldo_cent=one.saldo_cent,
            vordering_id=claim.pk if claim else None,
        )


def meld_betaald(
    ronde: int, gemeente: str, *, dag: date, door: str, moment: datetime, on_behalf_of: Machtiging
) -> None:
    """
    Record that a municipality paid or received (the rest of) its balance on a day, and book it.

    For a region that reads no statements: the bank that tells it later books it no second time. Raises
    `NietToegestaan`, and `NietTeVerrekenen` for a balance that is not there, was paid, or is zero.
    """
    _eis(on_behalf_of, Recht.BOEKHOUDING_BIJHOUDEN)
    with namens(on_behalf_of):
        row = (
            Verrekensaldo.objects.select_for_update(of=("self",))
            .select_related("ronde")
            .filter(ronde=ronde, gemeente=gemeente)
            .first()
        )
        if row is None or not row.saldo_cent:
            raise NietTeVerrekenen("Hier is niets te betalen.")
        if row.betaald_op:
            raise NietTeVerrekenen("Dit is al betaald.")
        if not timezone.localdate(row.ronde.vastgesteld_op) <= dag <= timezone.localdate(moment):
            raise NietTeVerrekenen("Kies de dag van betalen: niet voor de verrekening, en niet na vandaag.")
        if row.vordering_id:
            try:
                ontvang_rest(row.vordering_id, dag=dag, door=door)
            except NietTeBetalen as refusal:
                raise NietTeVerrekenen(str(refusal)) from refusal
            return
        row.betaald_op, row.betaald_door = dag, door
        row.save(update_fields=["betaald_op", "betaald_door"])
        accounts = (BANK, TE_VORDEREN_VAN_GEMEENTEN) if row.saldo_cent > 0 else (TE_BETALEN_AAN_GEMEENTEN, BANK)
        _boek(ronde, BETALEN, [(gemeente, *accounts, abs(row.saldo_cent))], dag)


def _boek(ronde: int, oorzaak: str, moves: Sequence[tuple[str, str, str, int]], dag: date) -> None:
    """Book (municipality, debit, credit, cents); below zero goes the other way round."""
    moves = [move for move in moves if move[3]]
    towns = sorted({town for town, *_ in moves})
    with namens(verwerking(settings.REGIO)):
        months = grootboek.open_maanden(towns, Maand.van(dag))
        grootboek.boek(
            [
                Journaal(
                    gemeente=town,
                    aanbieder="",
                    categorie="",
                    code="",
                    oorzaak=oorzaak,
                    oorzaak_id=ronde,
                    oorzaak_nr=1,
                    debet=debit if cents > 0 else credit,
                    credit=credit if cents > 0 else debit,
                    bedrag_cent=Cent(abs(cents)),
                    boekmaand=months[town],
                    dienstmaand=months[town],
                )
                for town, debit, credit, cents in moves
            ]
        )


def _tot(maand: Maand) -> datetime:
    """The moment at which a month ends."""
    return timezone.make_aware(datetime.combine(maand.einde, time()))


def _eis(wie: Machtiging, recht: Recht) -> None:
    if not wie.regio or not wie.mag(recht):
        raise NietToegestaan(f"Dit doet de regio, met het recht ‘{recht.label}’.")
