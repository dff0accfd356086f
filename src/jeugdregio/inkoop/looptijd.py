# SPDX-License-Identifier: EUPL-1.2
"""
How long a contract lasts: several years for who shows to be willing to transform, one year otherwise (S28; 001 §4.4).

"Demonstrable" is evidence that the region judged so; what is unclear or doubtful is one year.
"""

from collections.abc import Iterable
from datetime import date

from jeugdregio.core.periode import maanden_na
from jeugdregio.inkoop.values import Termijnvoorstel

JAAR = 1


def stel_voor(oordelen: Iterable[tuple[str, str]], *, van: date, einde: date, nodig: int = 1) -> Termijnvoorstel:
    """
    The proposal for a contract from `van`; `einde` is the first day after the framework.

    `oordelen` is (text, judgement) per piece of evidence of willingness; `nodig` is how many have to be shown.
    """
    found = list(oordelen)
    shown = [text for text, judged in found if judged == "voldoet"]
    doubt = [text for text, judged in found if judged in {"twijfel", "niet"}]
    waiting = [text for text, judged in found if judged == "open"]
    year = min(_jaren_na(van, JAAR), einde)
    if len(shown) >= nodig and not doubt:
        reasons = [f"Aantoonbaar bereid tot transformatie: {text}" for text in shown]
        return Termijnvoorstel(van, einde, meerjarig=einde > year, redenen=tuple(reasons))
    reasons = [f"Twijfelachtig: {text}" for text in doubt]
    if len(shown) < nodig:
        reasons.append(f"Er is {len(shown)} keer bewijs van bereidheid tot transformatie, nodig is {nodig}.")
    reasons += [f"Nog niet beoordeeld: {text}" for text in waiting]
    return Termijnvoorstel(van, year, meerjarig=False, redenen=tuple(reasons))


def _jaren_na(dag: date, jaren: int) -> date:
    return maanden_na(dag, 12 * jaren)
