# SPDX-License-Identifier: EUPL-1.2
"""DOOR. Having the test bench do something. No Django: that is loaded in the keeper."""

from jeugdregio.ketentest.loket import HouderStartNiet, stop, vraag

__all__ = ["HouderStartNiet", "stop", "vraag"]
