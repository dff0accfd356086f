# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Who keeps keys."""

from jeugdregio.aansluiting.toegang import sleutels_van

__all__ = ["sleutels_van"]
