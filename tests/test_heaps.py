"""However many threads run, the C library keeps two heaps for them."""

import os
import platform
import subprocess
import sys

import pytest

LOOK = """
import ctypes, re, tempfile, threading
from bot.waiting import until_stopped

library = ctypes.CDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
library.fopen.restype, library.malloc_info.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p]
library.fclose.argtypes = [ctypes.c_void_p]
together = threading.Barrier(8)

def take():
    together.wait()
    library.malloc(100_000)
    together.wait()

class App:
    def __init__(self):
        self.inlet, self.ended, self.reason = self, threading.Event(), None

    def start(self):
        threads = [threading.Thread(target=take) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.ended.set()

    def stop(self):
        pass

until_stopped(App())
with tempfile.NamedTemporaryFile() as told:
    stream = library.fopen(told.name.encode(), b"w")
    library.malloc_info(0, stream)
    library.fclose(stream)
    print(len(re.findall("<heap ", told.read().decode())))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps a heap for each thread")
@pytest.mark.parametrize(("said", "is_limited"), [({}, True), ({"MALLOC_ARENA_MAX": "6"}, False)])
def test_threads_share_two_heaps_unless_told_otherwise(said: dict[str, str], is_limited: bool) -> None:
    inherited = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"}

    looked = subprocess.run(
        [sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, env={**inherited, **said}
    )

    assert (int(looked.stdout) <= 2) is is_limited
