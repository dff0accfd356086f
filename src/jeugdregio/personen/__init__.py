# SPDX-License-Identifier: EUPL-1.2
"""People as the BRP knows them: looked up, never kept. One interface; the BRP itself or invented people behind it."""
