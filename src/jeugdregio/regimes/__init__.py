# SPDX-License-Identifier: EUPL-1.2
"""Which rule of the region held on which day, by which source, and where sources differ (S01, N01)."""
