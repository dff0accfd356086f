# SPDX-License-Identifier: EUPL-1.2
"""
The four O's: when municipalities share what one of them had to spend (S62, N02; K02).

Three texts say it in three ways. A request names the text it is judged by, and the same case can be laid under all
three. What a text leaves open is no yes and no no: then people judge, per O and with a reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jeugdregio.core.source import Source


class O(StrEnum):  # noqa: E742 the name that the scheme has
    """The four conditions; all have to hold (TO-31)."""

    ONVOORZIEN = "onvoorzien"
    ONUITSTELBAAR = "onuitstelbaar"
    ONONTKOOMBAAR = "onontkoombaar"
    ONBEINVLOEDBAAR = "onbeinvloedbaar"

    @property
    def label(self) -> str:
        """As it is written."""
        return "onbeïnvloedbaar" if self is O.ONBEINVLOEDBAAR else self.value


class Grond(StrEnum):
    """Why an expense could not be avoided (bijlage 1)."""

    VERPLICHTING = "verplichting"
    AANSPRAKELIJKHEID = "aansprakelijkheid"
    ONVERMIJDELIJK = "onvermijdelijk"
    GEEN = "geen"


class Tekst(StrEnum):
    """Which text a request is judged by."""

    RAADSVOORSTEL = "raadsvoorstel"
    VISIE = "visie"
    BIJLAGE = "bijlage"


@dataclass(frozen=True)
class Feiten:
    """
    What is known about an expense; None is not known.

    `begroot`: it was reckoned with. `te_voorzien`: it could have been. `verschuifbaar`: it could wait until another
    year. `grond`: why it could not be avoided; `alternatief`: an acceptable one was there. `eigen_beleid`: it follows
    from a choice of the municipality. `te_veranderen`: something could still be done about it.
    """

    begroot: bool | None = None
    te_voorzien: bool | None = None
    verschuifbaar: bool | None = None
    grond: Grond | None = None
    alternatief: bool | None = None
    eigen_beleid: bool | None = None
    te_veranderen: bool | None = None


@dataclass(frozen=True)
class Uitleg:
    """What one text says about the four conditions."""

    naam: str
    bron: Source
    uitleg: Mapping[O, str]
    toetsen: Mapping[O, Callable[[Feiten], bool | None]]


def _none_of(*facts: bool | None) -> bool | None:
    """Holds when all of these are false; fails as soon as one is true."""
    if any(facts):
        return False
    return None if None in facts else True


def _has_ground(facts: Feiten) -> bool | None:
    if facts.grond is None:
        return None
    if facts.grond is Grond.ONVERMIJDELIJK:
        return _none_of(facts.alternatief)
    return facts.grond is not Grond.GEEN


def _open(_: Feiten) -> None:
    """The text says the word and nothing more."""


NIET_UITGELEGD = "De tekst noemt alleen het woord. Het comité oordeelt."
TEKSTEN = {
    Tekst.RAADSVOORSTEL: Uitleg(
        "Raadsvoorstel",
        Source("Raadsvoorstel Dalfsen 2016", "argument 1.3"),
        {
            O.ONVOORZIEN: "Onvoorzienbaar: het was niet te voorzien.",
            O.ONUITSTELBAAR: NIET_UITGELEGD,
            O.ONONTKOOMBAAR: NIET_UITGELEGD,
            O.ONBEINVLOEDBAAR: NIET_UITGELEGD,
        },
        {
            O.ONVOORZIEN: lambda facts: _none_of(facts.te_voorzien),
            O.ONUITSTELBAAR: _open,
            O.ONONTKOOMBAAR: _open,
            O.ONBEINVLOEDBAAR: _open,
        },
    ),
    Tekst.VISIE: Uitleg(
        "Regionale visie",
        Source("Regionale visie jeugdhulp 2017-2020", "§2"),
        {
            O.ONVOORZIEN: "Onvoorzien en onvoorzienbaar: er was niet op gerekend, en het was ook niet te voorzien.",
            O.ONUITSTELBAAR: "Het is niet te verschuiven in de tijd.",
            O.ONONTKOOMBAAR: "Er is geen aanvaardbaar alternatief.",
            O.ONBEINVLOEDBAAR: "Het is geen gevolg van een beleidskeuze van de gemeente.",
        },
        {
            O.ONVOORZIEN: lambda facts: _none_of(facts.begroot, facts.te_voorzien),
            O.ONUITSTELBAAR: lambda facts: _none_of(facts.verschuifbaar),
            O.ONONTKOOMBAAR: lambda facts: _none_of(facts.alternatief),
            O.ONBEINVLOEDBAAR: lambda facts: _none_of(facts.eigen_beleid),
        },
    ),
    Tekst.BIJLAGE: Uitleg(
        "Bijlage 1 bij de visie",
        Source("Regionale visie jeugdhulp 2017-2020", "bijlage 1"),
        {
            O.ONVOORZIEN: "Er is in de begroting geen rekening mee gehouden.",
            O.ONUITSTELBAAR: "Het is op korte termijn nodig en kan niet naar een volgend begrotingsjaar.",
            O.ONONTKOOMBAAR: "Een verplichting, aansprakelijkheid bij uitstel, of een gebeurtenis zonder alternatief.",
            O.ONBEINVLOEDBAAR: "Er is niets aan te veranderen; het is noodzakelijk.",
        },
        {
            O.ONVOORZIEN: lambda facts: _none_of(facts.begroot),
            O.ONUITSTELBAAR: lambda facts: _none_of(facts.verschuifbaar),
            O.ONONTKOOMBAAR: _has_ground,
            O.ONBEINVLOEDBAAR: lambda facts: _none_of(facts.te_veranderen),
        },
    ),
}
"""The three texts, in the order of the sources."""


def beoordeel(feiten: Feiten, tekst: Tekst) -> dict[O, bool | None]:
    """What the text makes of the facts per O; None is for people to judge. No advice: the committee decides."""
    return {one: test(feiten) for one, test in TEKSTEN[tekst].toetsen.items()}


def toewijsbaar(oordelen: Mapping[O, bool | None]) -> bool | None:
    """Whether all four hold (TO-31, TO-32): no as soon as one does not, unknown as long as one was not judged."""
    if any(oordelen.get(one) is False for one in O):
        return False
    return True if all(oordelen.get(one) for one in O) else None


@dataclass(frozen=True)
class Vergelijking:
    """One O under every text: what each makes of the facts, and in words why they differ; empty when they do not."""

    o: O
    oordelen: Mapping[Tekst, bool | None]
    verschil: str


def vergelijk(feiten: Feiten) -> tuple[Vergelijking, ...]:
    """The same facts under the three texts, per O (N02, K02)."""
    found = {text: beoordeel(feiten, text) for text in TEKSTEN}
    return tuple(
        Vergelijking(one, judged := {text: found[text][one] for text in TEKSTEN}, _verschil(one, judged)) for one in O
    )


_ZEGT = {True: "voldaan volgens", False: "niet voldaan volgens", None: "aan het comité volgens"}


def _verschil(one: O, judged: Mapping[Tekst, bool | None]) -> str:
    if len(set(judged.values())) == 1:
        return ""
    clash = {True, False} <= set(judged.values())
    said = []
    for outcome, words in _ZEGT.items():
        texts = [
            TEKSTEN[text].naam
            + (f" ({TEKSTEN[text].uitleg[one].rstrip('.')})" if clash and outcome is not None else "")
            for text, found in judged.items()
            if found is outcome
        ]
        if texts:
            said.append(f"{words} {' en '.join(texts)}")
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."
