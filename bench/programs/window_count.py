"""A number of orders within a length of time, on bytewax: when each person enters and leaves, as events show it.

    python window_count.py EVENTS CHANGES ORDERS MILLISECONDS

Reads a file of events, one a line in order of arrival, and writes a line for each entry and exit: the person, the word,
and the time of the event that showed it, in milliseconds. At its end it writes to file descriptor 3 how much memory
the process used at most, and how much processor time. No timers, duplicates, ledger or reasons: an exit comes with the
next order, and not at all where there is none.
"""

import json
import os
import resource
import sys
from bisect import bisect_right, insort
from datetime import datetime

import bytewax.operators as op
from bytewax.connectors.files import FileSink, FileSource
from bytewax.dataflow import Dataflow
from bytewax.run import cli_main

ORDERS, WINDOW = int(sys.argv[3]), int(sys.argv[4])


def milliseconds(instant):
    return round(datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp() * 1000)


def order(line):
    """The person of an order, when it arrived and when it was made; None of any other event."""
    entry = json.loads(line)
    if entry["detail-type"] != "PurchaseMade":
        return None
    detail = entry["detail"]
    arrived = milliseconds(entry["time"])
    made = min(arrived, milliseconds(detail["occurredAt"]))
    return detail.get("customerId") or "~" + detail["anonymousId"], (arrived, made)


def changes(state, times):
    """Keeps the orders of the window, and says what has changed."""
    held, inside = state or ([], False)
    arrived, made = times
    del held[: bisect_right(held, arrived - WINDOW)]
    said = []
    if inside and len(held) < ORDERS:
        inside = False
        said.append(("exited", arrived))
    if made > arrived - WINDOW:
        insort(held, made)
    if not inside and len(held) >= ORDERS:
        inside = True
        said.append(("entered", arrived))
    return (held, inside), said


def as_line(change):
    person, (word, at) = change
    return person, f"{person} {word} {at}"


flow = Dataflow("window")
lines = op.input("lines", flow, FileSource(sys.argv[1]))
orders = op.filter_map("orders", lines, order)
changed = op.stateful_flat_map("window", orders, changes)
op.output("changes", op.map("line", changed, as_line), FileSink(sys.argv[2]))
cli_main(flow)

used = resource.getrusage(resource.RUSAGE_SELF)
usage = {"peakBytes": used.ru_maxrss * 1024, "cpuMs": (used.ru_utime + used.ru_stime) * 1000}
os.write(3, json.dumps(usage).encode())
