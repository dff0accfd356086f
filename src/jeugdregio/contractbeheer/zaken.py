# SPDX-License-Identifier: EUPL-1.2
"""Cases, the steps of their protocol, and which step has a term that runs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from jeugdregio.contractbeheer.models import Aanspreekpunt, Protocolstap, Stap, Zaak
from jeugdregio.contractbeheer.models.zaak import Zaaksoort
from jeugdregio.contractbeheer.values import Stapregel, Zaakregel
from jeugdregio.gebruikers.isolatie import namens
from jeugdregio.gebruikers.values import Machtiging

NAMEN = dict(Zaaksoort.choices)


def zaken(
    *, on_behalf_of: Machtiging, aanbieder: str = "", soort: str = "", alleen_open: bool = False
) -> list[Zaakregel]:
    """The cases that exist for the asker, newest first, those without a date last."""
    with namens(on_behalf_of):
        rows = _rows().filter(**{k: v for k, v in (("aanbieder", aanbieder), ("soort", soort)) if v})
        if alleen_open:
            rows = rows.filter(historisch=False, gesloten_op=None)
        found = list(rows)
        judged = _judgements(found)
    found.sort(key=lambda one: (one.geopend_op.timestamp() if one.geopend_op else 0, one.pk), reverse=True)
    return [_regel(one, judged.get(one.pk, "")) for one in found]


def zaak(nummer: int, *, on_behalf_of: Machtiging) -> tuple[Zaakregel, list[Stapregel], list[Stapregel]] | None:
    """One case with the steps that were taken, and those of its protocol that were not; None: not there."""
    with namens(on_behalf_of):
        one = _rows().filter(pk=nummer).first()
        if one is None:
            return None
        taken = list(one.stappen.all())
        protocol = list(Protocolstap.objects.filter(regio=one.regio, soort=one.soort))
        judged = _judgements([one])
    known = {step.code: step for step in protocol}
    done = [_taken(known[row.code], row) for row in taken if row.code in known]
    case = _regel(one, judged.get(one.pk, ""))
    return case, done, list(_left(case, protocol, taken))


def open_stappen(*, on_behalf_of: Machtiging) -> list[tuple[Zaakregel, Stapregel]]:
    """Every step that has a term which runs, in cases that are open for the asker; what is due first on top."""
    with namens(on_behalf_of):
        cases = [_regel(row, "") for row in _rows().filter(historisch=False, gesloten_op=None)]
        taken: dict[int, list[Stap]] = defaultdict(list)
        for row in Stap.objects.filter(zaak__in=[one.nummer for one in cases]):
            taken[row.zaak_id].append(row)
        protocol: dict[str, list[Protocolstap]] = defaultdict(list)
        for step in Protocolstap.objects.filter(regio=settings.REGIO):
            protocol[step.soort].append(step)
    found = [
        (case, step)
        for case in cases
        for step in _left(case, protocol[case.soort], taken[case.nummer])
        if step.uiterlijk is not None
    ]
    return sorted(found, key=lambda pair: (pair[1].uiterlijk.timestamp() if pair[1].uiterlijk else 0, pair[0].nummer))


def aantal_escalaties(*, on_behalf_of: Machtiging) -> int:
    """How many times the protocol was deployed, the times without a date included (N14)."""
    with namens(on_behalf_of):
        return Zaak.objects.filter(regio=settings.REGIO, soort=Zaaksoort.ESCALATIE).count()


def aanspreekpunten() -> list[tuple[str, int]]:
    """(municipality, dated escalations it was the contact for), who is next on top: the fewest, then the order."""
    cases = dict(
        Zaak.objects.filter(regio=settings.REGIO, soort=Zaaksoort.ESCALATIE, historisch=False)
        .values_list("aanspreekpunt")
        .annotate(aantal=Count("id"))
    )
    order = list(Aanspreekpunt.objects.filter(regio=settings.REGIO).values_list("gemeente", "volgorde"))
    ranked = sorted(order, key=lambda one: (cases.get(one[0], 0), one[1]))
    return [(town, cases.get(town, 0)) for town, _ in ranked]


def _rows() -> QuerySet[Zaak]:
    return Zaak.objects.filter(regio=settings.REGIO)


def _judgements(cases: Sequence[Zaak]) -> dict[int, str]:
    """The last judgement of each case that has one."""
    rows = Stap.objects.filter(~Q(uitkomst=""), zaak__in=[one.pk for one in cases]).order_by("moment", "id")
    return dict(rows.values_list("zaak_id", "uitkomst"))


def _regel(one: Zaak, uitkomst: str) -> Zaakregel:
    return Zaakregel(
        nummer=one.pk,
        soort=one.soort,
        soortnaam=NAMEN[one.soort],
        kring=one.kring,
        aanbieder=one.aanbieder,
        contract=one.contract_id or "",
        gemeente=one.gemeente,
        aanspreekpunt=one.aanspreekpunt,
        onderwerp=one.onderwerp,
        toelichting=one.toelichting,
        geopend_op=one.geopend_op,
        uiterlijk=one.uiterlijk,
        gesloten_op=one.gesloten_op,
        historisch=one.historisch,
        bron=one.bron,
        door=one.door,
        uitkomst=uitkomst,
    )


def _taken(step: Protocolstap, row: Stap) -> Stapregel:
    return _step(step, None, row)


def _left(case: Zaakregel, protocol: Iterable[Protocolstap], taken: Sequence[Stap]) -> Iterable[Stapregel]:
    """The steps that were not taken; the term of one runs from opening, or from the step it comes after."""
    if not case.is_open:
        return
    first: dict[str, datetime] = {}
    for row in taken:
        first[row.code] = min(row.moment, first.get(row.code, row.moment))
    for step in protocol:
        since = first.get(step.na) if step.na else case.geopend_op
        if step.code not in first:
            yield _step(step, since + timedelta(hours=step.uren) if since and step.uren else None, None)


def _step(step: Protocolstap, due: datetime | None, row: Stap | None) -> Stapregel:
    return Stapregel(
        code=step.code,
        naam=step.naam,
        wie=step.wie,
        uren=step.uren,
        eist=step.eist,
        oordeel=step.oordeel,
        sluit=step.sluit,
        bron=step.bron,
        zekerheid=step.zekerheid,
        uiterlijk=due,
        moment=row.moment if row else None,
        tekst=row.tekst if row else "",
        uitkomst=row.uitkomst if row else "",
        door=row.door if row else "",
    )
