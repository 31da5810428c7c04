"""Memory that was freed goes back to the system."""

import subprocess
import sys

PROGRAM = """
from cms.foundation.memory import give_back
def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
texts = [("con nghe" * 100 + str(number),) for number in range(100_000)]
held = texts[::5_000]
del texts
kept = resident()
give_back()
print(kept - resident())
"""


def test_what_was_freed_between_things_that_are_held_is_given_back():
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, text=True).stdout
    assert int(said) > 20_000  # kB, of some 80,000
