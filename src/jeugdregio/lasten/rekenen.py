# SPDX-License-Identifier: EUPL-1.2
"""
From counts to burden, and from one division of invoicing to another: whole seconds, nothing rounded on the way.

A choice moves claims from one counter to another and leaves every message, line and refusal there: what providers sent
is the same before and after (S64: no invoice lost or paid twice). What changes is how many counters there are, and who
does the work of a counter.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from jeugdregio.lasten.handelingen import BERICHTEN_VAN, HANDELINGEN, Handeling, Kant, Loket
from jeugdregio.lasten.values import Effect, Last, Lastregel, Schakeling, Telling, Wie

Lokaal = Callable[[str, date], bool]
"""Whether a municipality does its own invoicing in a month."""
Norm = Callable[[str, date], int]
"""The seconds of an act in a month."""
REGIO: Wie = (Kant.REGIO, "")
_PER_KANT = {kant: [one for one in HANDELINGEN if one.kant is kant] for kant in Kant}


def reken(tellingen: Iterable[Telling], lokaal: Lokaal, norm: Norm) -> Last:
    """The burden that follows from these counts, under this division of invoicing."""
    done: Counter[tuple[Wie, date, str]] = Counter()
    counters: defaultdict[tuple[Wie, date], set[Wie]] = defaultdict(set)
    messages: Counter[Wie] = Counter()
    for one in tellingen:
        own = lokaal(one.gemeente, one.maand)
        provider, town = (Kant.AANBIEDER, one.aanbieder), (Kant.GEMEENTE, one.gemeente)
        desk = town if own else REGIO
        for who in (provider, town, REGIO):
            for act in _PER_KANT[who[0]]:
                if act.telling == one.wat and _hier(act, own=own):
                    done[who, one.maand, act.code] += one.aantal
        if one.wat == "declaratie":
            counters[provider, one.maand].add(desk)
            counters[desk, one.maand].add(provider)
            if not own:
                done[town, one.maand, "g-maand"] = 1
        if one.wat in BERICHTEN_VAN:
            messages[provider] += one.aantal
            messages[town if one.wat not in ("declaratie", "retourdeclaratie") else desk] += one.aantal
    desks = {Kant.AANBIEDER: "a-loket", Kant.GEMEENTE: "g-loket", Kant.REGIO: "r-loket"}
    everyone: defaultdict[Wie, set[Wie]] = defaultdict(set)
    for (who, month), others in counters.items():
        done[who, month, desks[who[0]]] += len(others)
        everyone[who] |= others
    lines = tuple(
        Lastregel(who, month, act, many, many * norm(act, month)) for (who, month, act), many in sorted(done.items())
    )
    return Last(lines, {who: len(others) for who, others in everyone.items()}, dict(messages))


def schakel(tellingen: Iterable[Telling], nu: Lokaal, straks: Lokaal, norm: Norm) -> Schakeling:
    """What everyone gets more or less when invoicing is divided as `straks` instead of as `nu`."""
    counts = list(tellingen)
    before, after = reken(counts, nu, norm), reken(counts, straks, norm)
    old, new = before.seconden(), after.seconden()
    was, becomes = _claims(counts, nu), _claims(counts, straks)
    effects = [
        Effect(
            who,
            old.get(who, 0),
            new.get(who, 0),
            after.loketten.get(who, 0) - before.loketten.get(who, 0),
            *(becomes[who, what] - was[who, what] for what in ("declaratie", "retourdeclaratie", "uitval")),
        )
        for who in sorted({*old, *new, *(who for who, _ in (*was, *becomes))})
    ]
    return Schakeling(tuple(effects), before, after)


def _claims(counts: Iterable[Telling], lokaal: Lokaal) -> Counter[tuple[Wie, str]]:
    """What of the claims passes through the hands of each organisation: a provider its own, a counter its own."""
    found: Counter[tuple[Wie, str]] = Counter()
    for one in counts:
        desk: Wie = (Kant.GEMEENTE, one.gemeente) if lokaal(one.gemeente, one.maand) else REGIO
        found[desk, one.wat] += one.aantal
        found[(Kant.AANBIEDER, one.aanbieder), one.wat] += one.aantal
    return found


def _hier(act: Handeling, *, own: bool) -> bool:
    return act.loket is Loket.OVERAL or act.loket is (Loket.GEMEENTE if own else Loket.REGIO)
