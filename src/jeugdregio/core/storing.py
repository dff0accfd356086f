# SPDX-License-Identifier: EUPL-1.2
"""
What may be told of an error: its class and where it came up, never its text and never a local variable.

The text of an error can quote a message or a row of the database, and both hold data of children. Errors in the log
and errors that a command ends with are described here.
"""

import sys
import threading
import traceback
from types import TracebackType


def beschrijf(error: BaseException) -> str:
    """The error and what it came from, oldest first: frames and the name of the class."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    head = f"{beschrijf(before)}\n\n" if before is not None else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{head}Fout, van buiten naar binnen:\n{frames}{type(error).__module__}.{type(error).__qualname__}"


def meld_zonder_inhoud() -> None:
    """From now on an error that nobody caught is printed without its text, in every thread of this process."""

    def print_it(_kind: type[BaseException], error: BaseException, _frames: TracebackType | None) -> None:
        print(beschrijf(error), file=sys.stderr)

    sys.excepthook = print_it
    threading.excepthook = lambda args: print_it(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
