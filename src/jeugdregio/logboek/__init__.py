# SPDX-License-Identifier: EUPL-1.2
"""Who looked at which child, in the terms of NEN 7513, and what changed in which record."""
