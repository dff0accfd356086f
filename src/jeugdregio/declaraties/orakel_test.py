# SPDX-License-Identifier: EUPL-1.2
"""
The engine beside an oracle: a slow judge in plain Python, written from the rules, that counts day by day.

Small worlds of a few allocations, and some declaraties and changes of allocations in a row, are judged by both, and
have to come out equal, line by line and code by code: one message at a time, as one batch, and as one batch with the
allocations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from jeugdregio.berichten.definities import jw301, jw323
from tests.orakel import Allocation, Line, Oracle, half_up, last_of_month
from tests.wereld import Verdicts, Verzonden, Wereld

pytestmark = pytest.mark.django_db

Row = dict[str, str]
Sent = tuple[Verzonden, jw301.ToegewezenProduct | jw323.Declaratie]
OUTPUT = {"82", "83"}
NO_DAYS = {"14", "16", "83", "84"}
"""Units that are not allocated per day (CS338)."""

UNITS = ("01", "04", "14", "16", "82", "83", "84")
MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
CONTRACT: dict[str, tuple[str, int | None, bool]] = {
    "45A01": ("01", 60_00, True),
    "45A04": ("04", 60_00, False),
    "45A14": ("14", 100_00, False),
    "45A16": ("16", 100_00, False),
    "45A82": ("82", 100_00, False),
    "45A83": ("83", None, False),
    "45A84": ("84", 100_00, False),
    "45B01": ("01", 71_35, True),
}
"""Per code the agreed unit, the tariff in cents, and whether that is per hour though minutes are agreed."""


# The oracle


def mostly(usual: st.SearchStrategy[str], unusual: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.integers(0, 7).flatmap(lambda n: usual if n else unusual)


@st.composite
def an_allocation(draw: st.DrawFn, label: str) -> Row:
    row = {"label": label, "kind": draw(st.sampled_from(["K1", "K1", "K2"]))}
    begin = date(2025, 12, 1) + timedelta(days=draw(st.integers(0, 70)))
    end = begin + timedelta(days=draw(st.integers(2, 150)))
    row["begin"] = begin.isoformat()
    form = draw(st.sampled_from(["specific"] * 4 + ["budget", "generic", "open"]))
    if form == "specific":
        unit = row["eenheid"] = draw(st.sampled_from(UNITS))
        frequency = row["frequentie"] = draw(st.sampled_from("246" if unit in NO_DAYS else "1246"))
        row["volume"] = str(draw(st.integers(1, 12)))
        if unit == "01" and draw(st.booleans()):
            row["product"] = "45B01"
        if frequency == "2" or draw(st.booleans()):
            row["einde"] = end.isoformat()
    elif form == "open":
        row["product"] = "45"
    else:
        row |= {"product": "45" if form == "budget" else "-", "einde": end.isoformat()}
        row["budget"] = str(draw(st.integers(1, 60)) * 1_000)
    return row


@st.composite
def a_line(draw: st.DrawFn, label: str, before: Sequence[Row]) -> Row:
    earlier = [row["label"] for row in before]
    if earlier and draw(st.integers(0, 2)) == 0:
        row = {"label": label, "vorige": draw(st.one_of(st.sampled_from(earlier), st.sampled_from(earlier[:2])))}
        if draw(st.integers(0, 5)) == 0:
            row["volume"] = str(draw(st.integers(0, 5)))
        return row
    debits = [row for row in before if "vorige" not in row]
    if debits and draw(st.integers(0, 5)) == 0:
        again = {name: cell for name, cell in draw(st.sampled_from(debits)).items() if name != "referentie"}
        return again | {"label": label, "volume": str(draw(st.integers(0, 8)))}
    row = {"label": label, "toewijzing": draw(mostly(st.sampled_from(["T1", "T2", "T3"]), st.just("T9")))}
    row["maand"] = draw(st.sampled_from(MONTHS))
    row["periode"] = draw(mostly(st.just("cut"), st.sampled_from(["whole", "late", "short", "over"])))
    row["volume"] = str(draw(st.one_of(st.integers(0, 8), st.integers(0, 40), st.integers(0, 2500))))
    row["product"] = draw(mostly(st.just(""), st.sampled_from([*CONTRACT, *["44"] * 5, "45ZZZ"])))
    row["eenheid"] = draw(mostly(st.just(""), st.sampled_from(UNITS)))
    row["kind"] = draw(mostly(st.just(""), st.sampled_from(["K1", "K2", "K3"])))
    row["geld"] = draw(mostly(st.just(""), st.sampled_from(["tarief", "bedrag", "minuten"])))
    if earlier and draw(st.integers(0, 11)) == 0:
        row["referentie"] = draw(st.sampled_from(earlier))
    return row


@st.composite
def a_change(draw: st.DrawFn, label: str, day: int, allocation: Row) -> Row:
    """A new version: another last day, volume or budget, deleted, or decided before the present one."""
    row = {name: cell for name, cell in allocation.items() if not name.startswith("wijzig")}
    row |= {"label": label, "wijzigt": allocation.get("wijzigt", allocation["label"]), "reden": "12"}
    row["besluit"] = f"2026-05-{day:02d}"
    begin = date.fromisoformat(row["begin"])
    how = draw(st.sampled_from(["einde", "einde", "omvang", "omvang", "verwijderd", "ouder"]))
    if how == "verwijderd":
        return row | {"einde": row["begin"], "reden": "13"}
    if how == "ouder":
        row["besluit"] = f"2025-11-{day:02d}"
    if how == "omvang" and "budget" in row:
        row["budget"] = str(draw(st.integers(1, 60)) * 1_000)
    elif how == "omvang" and row.get("frequentie") == "6":
        row["volume"] = str(draw(st.integers(1, 12)))
    else:
        row["einde"] = (begin + timedelta(days=draw(st.integers(2, 150)))).isoformat()
    return row


@st.composite
def a_story(draw: st.DrawFn) -> tuple[list[Row], list[list[Row]]]:
    """Three allocations, and up to five messages of up to four lines, some after a change of an allocation."""
    allocations = [draw(an_allocation(label)) for label in ("T1", "T2", "T3")]
    current = {row["label"]: row for row in allocations}
    messages: list[list[Row]] = []
    before: list[Row] = []
    month = 3
    for m in range(draw(st.integers(1, 5))):
        if m and draw(st.integers(0, 2)) == 0:
            label = draw(st.sampled_from(sorted(current)))
            row = draw(a_change(f"v{m}", m, current[label]))
            messages.append([row])
            if row["reden"] == "13":
                del current[label]
            elif row["besluit"] > "2026":
                current[label] = row
        month = max(1, min(6, month + draw(st.sampled_from([0, 0, 0, 0, 1, 1, 1, -1]))))
        labels = [f"m{m}.{n}" for n in range(draw(st.integers(1, 4)))]
        lines = [draw(a_line(label, before)) for label in labels]
        before += [dict(line) for line in lines]
        lines[0]["declaratiemaand"] = f"2026-{month:02d}"
        if m and draw(st.integers(0, 7)) == 0:
            lines[0]["nummer"] = f"M{draw(st.integers(0, m - 1))}"
        messages.append(lines)
    return allocations, messages


def table(kind: str, rows: Sequence[Row]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row if name != "label"))
    lines = [[kind, *columns], *([row["label"], *(row.get(name, "") for name in columns)] for row in rows)]
    return "\n".join(" | ".join(line) for line in lines)


def complete(row: Row, world: Wereld) -> Row:
    """From what was drawn to the columns of the kit: the child, the days and the money."""
    row = {name: cell for name, cell in row.items() if cell}
    if "vorige" in row:
        return row
    how, money = row.pop("periode"), row.pop("geld", "")
    known = world.toewijzingen.get(row["toewijzing"])
    year, month = map(int, row.pop("maand").split("-"))
    begin, end = date(year, month, 1), last_of_month(date(year, month, 1))
    if how in ("cut", "over") and known:
        cut = max(begin, known.ingangsdatum), min(end, known.einddatum or end)
        begin, end = cut if cut[0] <= cut[1] else (begin, end)
    if how == "over" and known:
        begin = max(begin.replace(day=1), begin - timedelta(days=1))
        end = min(last_of_month(end), end + timedelta(days=1))
    if how == "late":
        begin += timedelta(days=begin < end)
    if how == "short":
        end -= timedelta(days=begin < end)
    row |= {"begin": begin.isoformat(), "einde": end.isoformat()}
    row.setdefault("kind", KIND_OF.get(row["toewijzing"], "K1"))
    other_category = row.get("product") == "44"
    if other_category:
        del row["product"]
    product = row.get("product") or (known.product.code if known and known.product else "") or ""
    code = product
    unit = row.get("eenheid") or (known.omvang.eenheid if known and known.omvang else "")
    if not unit:
        unit = CONTRACT.get(code, ("14", None, False))[0]
    code = code or f"45A{unit}"
    row |= {"eenheid": unit, "product": f"44:{code}" if other_category else code}
    _price(row, code, unit, money)
    return row


KIND_OF: dict[str, str] = {}


def _price(row: Row, code: str, unit: str, money: str) -> None:
    if unit == "83":
        return
    agreed, cent, per_hour = CONTRACT.get(code, (unit, 100_00, False))
    tariff = 500 if cent is None else cent
    volume = int(row["volume"])
    amount = tariff * volume
    if unit == "01" and cent is not None and (per_hour or agreed == "04"):
        amount, tariff = half_up(cent * volume, 60), half_up(cent, 60)
    if money == "minuten":
        amount = tariff * volume
    row |= {"tarief": str(tariff + (money == "tarief")), "bedrag": str(amount + (money == "bedrag"))}


def acceptable(lines: Sequence[tuple[str, str, jw323.Prestatie]]) -> list[str]:
    """The labels of the lines that together do not break a rule within the message: those are not meant here."""
    kept: list[tuple[str, str, jw323.Prestatie]] = []
    for label, child, line in lines:
        reference = line.product_referentie
        credit = line.ingediend_bedrag.debet_credit == "C"
        others = [other.product_referentie for _, _, other in kept]
        clash = (
            (credit and line.ingediend_bedrag.bedrag == 0)  # CS325
            or (line.eenheid == "83" and line.ingediend_bedrag.bedrag != line.geleverd_volume)  # CS339
            or (credit and reference.vorig_referentie_nummer in {o.vorig_referentie_nummer for o in others})  # TR315
            or reference.vorig_referentie_nummer == reference.referentie_nummer  # TR316
            or reference.vorig_referentie_nummer in {o.referentie_nummer for o in others}
            or reference.referentie_nummer in {o.vorig_referentie_nummer for o in others}
            or any(c == child and o.product_referentie == reference for _, c, o in kept)  # TR101
            or any(
                not credit and o.ingediend_bedrag.debet_credit == "D" and Line("", o).same_care(line)
                for _, _, o in kept
            )  # TR416
        )
        if not clash:
            kept.append((label, child, line))
    return [label for label, _, _ in kept]


def after_that(world: Wereld, messages: Sequence[Sequence[Row]]) -> list[Sent]:
    """Draw the messages in order, without lines that would have the whole message refused for its form."""
    sent: list[Sent] = []
    for m, rows in enumerate(messages):
        if "wijzigt" in rows[0]:
            sent.append(_change(world, dict(rows[0])))
            continue
        own = dict(rows[0])
        extra = {name: own[name] for name in ("declaratiemaand", "nummer") if name in own}
        if extra.get("nummer") and extra["nummer"] not in {message.naam for message, _ in sent}:
            del extra["nummer"]
        rows = [{k: v for k, v in row.items() if k not in ("declaratiemaand", "nummer")} for row in rows]
        rows = [row for row in rows if _refers_to_known(row, world)]
        full = [complete(row, world) for row in rows]
        for row in full:
            world.teken(table("JW323", [row | {"bericht": "try"}]))
        good = acceptable([(row["label"], *world.prestaties[row["label"]]) for row in full])
        kept = [row | {"bericht": f"M{m}"} for row in full if row["label"] in good]
        for row in full:
            world.prestaties.pop(row["label"])
        if kept:
            kept[0] |= extra
            (message,) = world.teken(table("JW323", kept))
            sent.append((message, _declaratie(world, message)))
    return sent


def _change(world: Wereld, row: Row) -> Sent:
    label = row["nummer"] = row.pop("wijzigt")
    before = world.toewijzingen[label]
    (message,) = world.teken(table("JW301", [row]))
    version = world.toewijzingen[label]
    if version.toewijzingsdatum < before.toewijzingsdatum or version.reden_wijziging == "13":
        world.toewijzingen[label] = before  # lines are drawn as if it was not sent
    return message, version


def _refers_to_known(row: Row, world: Wereld) -> bool:
    return all(row[name] in world.prestaties for name in ("vorige", "referentie") if name in row)


def _declaratie(world: Wereld, message: Verzonden) -> jw323.Declaratie:
    """What was sent, read back from the bytes, so that the oracle judges the message and not its drawing."""
    root = etree.fromstring(message.data)
    numbers = root.xpath("//*[local-name()='DeclaratieNummer']/text()")
    begin, end = (
        date.fromisoformat(root.xpath(f"//*[local-name()='DeclaratiePeriode']/*[local-name()='{name}']/text()")[0])
        for name in ("Begindatum", "Einddatum")
    )
    per_child: dict[str, list[Any]] = {}
    for label in message.rijen:
        child, line = world.prestaties[label]
        per_child.setdefault(child, []).append(line)
    return jw323.Declaratie(
        declaratie_nummer=numbers[0],
        declaratie_periode=jw323.t.GeslotenPeriode(begindatum=begin, einddatum=end),
        declaratie_dagtekening=end,
        totaal_ingediend_bedrag=jw323.t.TotaalBedragMetDC(totaal_bedrag=0, debet_credit="D"),
        clienten=tuple(
            jw323.Client(bsn=world.bsn(child), prestaties=tuple(lines)) for child, lines in per_child.items()
        ),
    )


def expected(world: Wereld, allocations: Mapping[str, jw301.ToegewezenProduct], sent: Sequence[Sent]) -> Verdicts:
    oracle = Oracle({a.toewijzing_nummer: Allocation(KIND_OF[label], a) for label, a in allocations.items()})
    found: Verdicts = {}
    for message, content in sent:
        if isinstance(content, jw301.ToegewezenProduct):
            found |= oracle.change(message.naam, content)
            continue
        children = [world.prestaties[label][0] for label in message.rijen]
        found |= oracle.judge(message.naam, message.rijen, children, content)
    return found


@pytest.fixture
def ready(als_regio: None) -> None:
    """The temporary tables of a batch, made before the first example is rolled back."""
    world = Wereld()
    world.tarief("45B01", "01", 71_35, per_uur=True)
    world.gegeven("JW301 | gemeente | aanbieder\nT1 | G2 | A2")
    assert world.neem_in("JW323 | gemeente | aanbieder\na | G2 | A2") == {"a": "TR418"}


def judged(world: Wereld, batches: Sequence[Sequence[Verzonden]]) -> Verdicts:
    """What the engine says of these batches; nothing of it remains."""
    found: Verdicts = {}
    with transaction.atomic():
        for batch in batches:
            found |= world.verwerk(batch)
        transaction.set_rollback(True)
    return found


def told_line(label: str, month: str, volume: str = "1", **other: str) -> Row:
    return {"label": label, "toewijzing": "T1", "maand": month, "periode": "cut", "volume": volume} | other


TOLD: tuple[list[Row], list[list[Row]]] = (
    [
        {"label": "T1", "kind": "K1", "begin": "2026-01-01", "eenheid": "14", "frequentie": "6", "volume": "5"},
        {"label": "T2", "kind": "K1", "begin": "2026-01-01", "eenheid": "04", "frequentie": "4", "volume": "5"},
        {"label": "T3", "kind": "K2", "begin": "2026-01-01", "product": "45"},
    ],
    [
        [told_line("a", "2026-01", "3", declaratiemaand="2026-03"), told_line("too late", "2026-04")],
        [told_line("again", "2026-01", product="45A16", eenheid="16"), told_line("twice", "2026-01")],
        [{"label": "credit", "vorige": "a"}],
        [{"label": "second credit", "vorige": "a"}, told_line("price", "2026-02", geld="tarief")],
        [told_line("number", "2026-03", nummer="M0")],
        [told_line("other category", "2026-03", product="44"), told_line("all", "2026-02", "5")],
        [told_line("too much", "2026-03", "1"), told_line("much too much", "2026-01", "6")],
    ],
)
"""A story with what chance seldom draws."""

WAITING: tuple[list[Row], list[list[Row]]] = (
    [
        {"label": "T1", "kind": "K1", "begin": "2026-01-01", "einde": "2026-02-10", "eenheid": "14"},
        {"label": "T2", "kind": "K1", "begin": "2026-01-10", "eenheid": "04"},
        {"label": "T3", "kind": "K2", "begin": "2026-01-01", "product": "45"},
    ],
    [
        [told_line("a", "2026-01", declaratiemaand="2026-03")],
        [told_line("waits for a", "2026-02", periode="over", declaratiemaand="2026-03")],
        [told_line("later month", "2026-01", toewijzing="T2", periode="over", declaratiemaand="2026-04")],
    ],
)
"""A later month that shares nothing with a message that has to wait; and periods one day too long."""


def told_change(label: str, **other: str) -> Row:
    row = {"label": label, "wijzigt": "T1", "kind": "K1", "begin": "2026-01-01", "frequentie": "6", "volume": "5"}
    return row | {"besluit": f"2026-05-0{label[1:]}", "reden": "12"} | other


FIRST_COME: tuple[list[Row], list[list[Row]]] = (
    [
        {"label": "T1", "kind": "K1", "begin": "2026-01-01", "eenheid": "14", "frequentie": "6", "volume": "5"},
        *WAITING[0][1:],
    ],
    [
        [told_line("too much", "2026-01", "6", declaratiemaand="2026-04")],
        [told_line("waits for that", "2026-01", "4")],
        [told_line("shares only what is left", "2026-02", "3")],
        [told_change("v3", volume="4")],
        [told_line("nothing is left", "2026-03", "1")],
    ],
)
"""What is left goes to whoever came first, also when that message has to wait."""

DELETED: tuple[list[Row], list[list[Row]]] = (
    FIRST_COME[0],
    [
        [told_line("a", "2026-01", declaratiemaand="2026-04")],
        [told_change("v1", einde="2026-01-01", reden="13")],
        [{"label": "credit", "vorige": "a"}],
        [told_change("v3", einde="2026-01-01", reden="13")],
        [told_line("on deleted", "2026-02", "6"), {"label": "second credit", "vorige": "a"}],
    ],
)
"""An allocation is deleted once everything on it is credited."""

seen: Counter[str] = Counter()


@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(story=a_story())
@example(story=TOLD)
@example(story=WAITING)
@example(story=FIRST_COME)
@example(story=DELETED)
def both_agree(story: tuple[list[Row], list[list[Row]]]) -> None:
    rows, messages = story
    with transaction.atomic():
        world = Wereld(nieuw=False)
        KIND_OF.clear()
        KIND_OF.update({row["label"]: row["kind"] for row in rows})
        allocations = world.teken(table("JW301", rows))
        first = dict(world.toewijzingen)
        sent = after_that(world, messages)
        claims = [message for message, _ in sent]
        answer = expected(world, first, sent)
        seen.update(code for codes in answer.values() for code in codes.split())
        seen["granted"] += sum(len(m.rijen) for m in claims) - len(answer)

        assert judged(world, [allocations, *([claim] for claim in claims)]) == answer
        assert judged(world, [allocations, claims]) == answer
        assert judged(world, [[*allocations, *claims]]) == answer
        transaction.set_rollback(True)


def test_the_engine_and_the_oracle_agree(ready: None) -> None:
    seen.clear()
    both_agree()

    assert seen["granted"] > 50, seen
    assert {code for code, times in seen.items() if times} >= {
        *("TR304", "TR307", "TR308", "TR314", "TR318", "TR319", "TR321", "TR322", "TR323", "TR333", "TR338"),
        *("TR339", "TR340", "TR341", "TR346", "TR369", "TR381", "TR384", "TR385", "TR387", "TR388", "TR389"),
        *("TR390", "TR418"),
    }, seen
