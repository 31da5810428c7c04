"""Several processes and one embedded index: web workers read, the index worker writes, any of them may be killed."""

import os
import signal
import subprocess
import sys

import pytest

from cms.run.options import ROOT
from search.engines.tantivy_engine.engine import TantivyEngine
from search.port import Query
from tests.contract.search.library import LIBRARY, A
from tests.harness.waiting import eventually

WRITER = """
import sys
from pathlib import Path
import django
django.setup()
from search.engines.tantivy_engine.engine import TantivyEngine
from tests.contract.search.library import work
engine = TantivyEngine(Path(sys.argv[1]))
first, last = int(sys.argv[2]), int(sys.argv[3])
for number in range(first, last):
    engine.apply([work(number, f"Bản ghi {number}", version=number, passages=[("1", "", "lời " * 50)] * 5)])
    print(number, flush=True)
"""


def writer(folder, first, last):
    command = [sys.executable, "-c", WRITER, str(folder), str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_reader_sees_what_another_process_has_written(tmp_path):
    engine = TantivyEngine(tmp_path)
    engine.rebuild(LIBRARY)
    assert engine.search(Query("ban ghi", A, literal=True)).total == 0
    with writer(tmp_path, 500, 503) as process:
        assert process.stdout.read().split() == ["500", "501", "502"]
    assert process.returncode == 0
    eventually(lambda: engine.search(Query("ban ghi", A, literal=True)).total == 3)


def test_a_reader_goes_over_to_an_index_that_another_process_has_rebuilt(tmp_path):
    reader, other = TantivyEngine(tmp_path), TantivyEngine(tmp_path)
    reader.rebuild(LIBRARY)
    assert reader.search(Query("cuoi", A, literal=True)).total == 1
    other.rebuild(LIBRARY[2:])
    eventually(lambda: reader.search(Query("cuoi", A, literal=True)).total == 0)
    assert reader.search(Query("nui lua", A)).total == 1


def test_an_engine_that_was_used_before_a_fork_works_in_the_child(tmp_path):
    engine = TantivyEngine(tmp_path)
    engine.rebuild(LIBRARY)
    assert engine.search(Query("cung trang", A)).total == 1
    child = os.fork()
    if not child:
        os._exit(0 if engine.search(Query("nui lua", A)).hits[0].id == "0000-0003" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_what_a_killed_writer_had_acknowledged_is_there(tmp_path):
    engine = TantivyEngine(tmp_path)
    engine.rebuild(())
    kept, first = set(), 1000
    for count in range(1, 11):
        with writer(tmp_path, first, first + 1000) as process:
            lines = [process.stdout.readline() for _ in range(count)]
            process.send_signal(signal.SIGKILL)
            lines += process.stdout.readlines()
        done = [int(line) for line in lines if line.endswith("\n")]
        kept |= set(done)
        first = done[-1] + 2
        held = {int(uid.removeprefix("0000-")): version for uid, version in engine.versions()}
        assert kept <= set(held)
        assert all(number == version for number, version in held.items())
