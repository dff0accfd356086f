# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Choose a taakveld for Iv3."""

from jeugdregio.boekhouding.iv3rapport import NietTeKiezen, kies_taakveld

__all__ = ["NietTeKiezen", "kies_taakveld"]
