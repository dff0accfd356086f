# SPDX-License-Identifier: EUPL-1.2
"""
Coverage-guided fuzzing of what others send us: the door, the reader, the spreadsheet of the portal, the answers.

It lies apart from the rooms, because one mutator and one corpus serve four of them:

- `zaden.py` the first inputs, made by the demo's own writer;
- `mutatie.py` changes that keep an input nearly right: elements, values, entities, archives;
- `doelen.py` per target what must hold of *every* input. Not only "no crash": what is taken in equals, value for
  value, what a slow independent reader finds; what is not, gets a Dutch refusal of ours that repeats nothing;
- `jacht.py` the hunt itself (atheris); `__main__.py` the command: `python -m tests.fuzz`;
- `corpus/` what was found on the way, kept; `fuzz_test.py` replays it and hunts a while.

A crash is a file in `corpus/<target>/` from then on: `python -m tests.fuzz bewaar DOEL BESTAND`.
"""
