"""Worker processes that die, hang or grow take one item with them, and no more."""

import multiprocessing
import os
import signal
import threading
import time

import pytest

from pressprint.batch.workers import CHUNK, Lost, run


def double(item):
    return 2 * item


def dies_at_seven(item):
    if item == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def dies_once(item):
    """Dies of an item that left no trace yet."""
    number, trace = item
    if number == 3 and not trace.exists():
        trace.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def hangs_at_five(item):
    if item == 5:
        time.sleep(600)
    return item


def grows_at_two(item):
    try:
        return len(bytearray(3_000_000_000 if item == 2 else 10))
    except MemoryError:
        return "too much"


def raises_at_four(item):
    if item == 4:
        raise ValueError("no room")
    return item


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 3, CHUNK, 3 * CHUNK + 1, 200])
def test_each_item_has_its_outcome(jobs, count):
    """However many there are, each item comes back once, with what was made of it."""
    assert sorted(run(double, range(count), jobs=jobs)) == [(item, 2 * item) for item in range(count)]


def test_an_item_that_kills_is_lost_alone():
    """The others are done, those after it in its chunk as well."""
    outcomes = dict(run(dies_at_seven, range(40), jobs=2))
    assert outcomes.pop(7) == Lost("died", "SIGKILL")
    assert outcomes == {item: item for item in range(40) if item != 7}


def test_an_item_that_killed_once_is_tried_again(tmp_path):
    """A worker that was killed from outside costs nothing."""
    items = [(number, tmp_path / "trace") for number in range(10)]
    assert sorted(outcome for _, outcome in run(dies_once, items, jobs=2)) == list(range(10))


def test_an_item_that_hangs_is_stopped():
    """It is told as late, and the others are done."""
    outcomes = dict(run(hangs_at_five, range(20), jobs=2, timeout=1.0))
    assert outcomes.pop(5) == Lost("late", "SIGKILL")
    assert outcomes == {item: item for item in range(20) if item != 5}


def test_an_item_that_grows_is_refused_the_memory():
    """It gets a MemoryError at the limit."""
    assert dict(run(grows_at_two, range(4), jobs=1, memory=500_000_000)) == {0: 10, 1: 10, 2: "too much", 3: 10}


def test_what_a_task_raises_ends_the_run():
    """An error that is no outcome comes out as it is, and no process is left."""
    with pytest.raises(ValueError, match="no room"):
        list(run(raises_at_four, range(40), jobs=2))


def test_a_run_that_is_left_ends_its_processes():
    """Whoever stops to iterate leaves nothing behind."""
    running = run(double, range(1000), jobs=2)
    next(running)
    started = time.monotonic()
    running.close()
    assert time.monotonic() - started < 30
    assert multiprocessing.active_children() == []  # what Python starts once beside spawned ones is none of them


def test_beside_other_threads_processes_are_not_forked():
    """A thread may hold a lock at the moment of the fork; new interpreters are begun instead."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert sorted(run(double, range(5), jobs=1)) == [(item, 2 * item) for item in range(5)]
    finally:
        done.set()
        thread.join()
