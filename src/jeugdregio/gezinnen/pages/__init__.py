# SPDX-License-Identifier: EUPL-1.2
"""Families, one family, and its plan."""
