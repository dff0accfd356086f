# SPDX-License-Identifier: EUPL-1.2
"""The month report in other shapes than a page: a terminal and a spreadsheet."""
