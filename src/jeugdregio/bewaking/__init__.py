# SPDX-License-Identifier: EUPL-1.2
"""Watches what must always be true, and stops payments when it is not."""
