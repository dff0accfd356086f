# SPDX-License-Identifier: EUPL-1.2
"""The pages of who decides, of the second checker, and of objections."""
