# SPDX-License-Identifier: EUPL-1.2
"""Going back: from a copy, and from the database of an earlier release."""
