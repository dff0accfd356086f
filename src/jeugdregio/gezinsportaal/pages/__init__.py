# SPDX-License-Identifier: EUPL-1.2
"""What someone of a family sees of the own file, and how a municipality lets them in."""
