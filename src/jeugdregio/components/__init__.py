# SPDX-License-Identifier: EUPL-1.2
"""What pages are made of: base template, tags, filters and stylesheet, after the NL Design System."""
