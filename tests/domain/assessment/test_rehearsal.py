"""What is loaded before the first answer, in an interpreter of its own, since this one has loaded it long ago."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from bot.catalogue_files import read_every_depth
from bot.domain.assessment import assess
from bot.domain.assessment.rehearsal import rehearse

catalogue = read_every_depth(None)
if {rehearsed}:
    rehearse(catalogue)
before = set(sys.modules)
for pasted in ("claim:\\n  a: integer", "|a|\\n|-|\\n|b|", "interface Claim {{ id: number }}"):
    assess(catalogue.field("input_schema.fields"), pasted)
print(len(set(sys.modules) - before))
"""


@pytest.mark.parametrize(("rehearsed", "is_loading"), [(True, False), (False, True)])
def test_the_first_paste_loads_nothing_after_a_rehearsal(rehearsed: bool, is_loading: bool) -> None:
    script = SCRIPT.format(rehearsed=rehearsed)

    loaded = int(subprocess.check_output([sys.executable, "-c", script], timeout=60))

    assert is_loading == (loaded > 0)
