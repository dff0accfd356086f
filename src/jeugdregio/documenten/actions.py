# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Letters as PDF: made by typst from a template and plain data, readable for all and fit for the archive.

Only the fonts inside typst are used: the same data give the same file on every machine.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

import typst

# PDF/UA-1 is what a screen reader needs, PDF/A-2a what an archive asks: one file that is both.
NORMEN: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]


_TE_DRUKKEN = (
    re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"),
    re.compile("[^\\x20-\\x7e\u00a0-\u024f\u0300-\u036f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u2030-\u203a\u20ac]"),
    re.compile(r"[^\x20-\x7e]"),
)
"""What is written as its number: what is not seen or turns the order; what our fonts may lack; all but ASCII."""
_GEEN_LETTER = "could not be displayed"


def maak_pdf(sjabloon: Path, gegevens: Mapping[str, object], *, moment: datetime) -> bytes:
    """
    Fill a template, which reads its data with `json(bytes(sys.inputs.gegevens))`.

    A character that no font of ours has is written as its number: `[U+1F9FF]`. `moment` is aware and is written
    as the date of making. Raises `typst.TypstError` for a wrong template.
    """
    text = json.dumps(gegevens, ensure_ascii=False)
    for strange in _TE_DRUKKEN[:-1]:
        text = strange.sub(_nummer, text)
        try:
            return _zet(sjabloon, text, moment)
        except typst.TypstError as error:
            if _GEEN_LETTER not in str(error):
                raise
    return _zet(sjabloon, _TE_DRUKKEN[-1].sub(_nummer, text), moment)


def _nummer(found: re.Match[str]) -> str:
    return f"[U+{ord(found.group()):04X}]"


def _zet(sjabloon: Path, text: str, moment: datetime) -> bytes:
    compiler = typst.Compiler(sjabloon, root=sjabloon.parent, ignore_system_fonts=True)
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"gegevens": text},
        pdf_standards=[*NORMEN],
        timestamp=int(moment.timestamp()),
    )
    assert isinstance(pdf, bytes), "typst geeft een PDF als bytes"
    return pdf
