# SPDX-License-Identifier: EUPL-1.2
"""
DOOR. Letters as PDF: made by typst from a template and plain data, readable for all and fit for the archive.

Only the fonts inside typst are used: the same data give the same file on every machine.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal

import typst

# PDF/UA-1 is what a screen reader needs, PDF/A-2a what an archive asks: one file that is both.
NORMEN: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]


def maak_pdf(sjabloon: Path, gegevens: Mapping[str, object], *, moment: datetime) -> bytes:
    """
    Fill a template, which reads its data with `json(bytes(sys.inputs.gegevens))`.

    `moment` is aware and is written as the date of making. Raises `typst.TypstError` for a wrong template.
    """
    compiler = typst.Compiler(sjabloon, root=sjabloon.parent, ignore_system_fonts=True)
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"gegevens": json.dumps(gegevens, ensure_ascii=False)},
        pdf_standards=[*NORMEN],
        timestamp=int(moment.timestamp()),
    )
    assert isinstance(pdf, bytes), "typst geeft een PDF als bytes"
    return pdf
