# SPDX-License-Identifier: EUPL-1.2
"""The whole contract file as a workbook: read, compared with what is there, checked, and taken in as one."""
