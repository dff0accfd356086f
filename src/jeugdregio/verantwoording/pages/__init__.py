# SPDX-License-Identifier: EUPL-1.2
"""Pages of material control, and the public one with its goals and plans."""
