"""The programs that are measured: how each is started, and by which keys it does what."""

import os
import re
import shutil
from dataclasses import dataclass, field

from session import ROWS, is_full

PAGE_DOWN = "\x1b[6~"


@dataclass
class Program:
    """A key that is missing means that the program has no such thing."""

    name: str
    command: list
    reads_from: str = None
    down: str = "j"
    end: str = "G"
    start: str = "g"
    other_order: str = None  # by the column after that of the order before
    before_other_order: str = None
    open: str = None
    back: str = None
    filter: str = None  # what begins a filter; empty where letters always are one
    filter_end: str = "\x1b"
    find: str = None  # what begins a search through everything
    # The lines with rows: above and below stand heads, counts and keys.
    rows: slice = field(default_factory=lambda: slice(1, ROWS - 1))
    is_whole: object = is_full  # whether the list is there with all its rows, as far as can be seen
    patience: float = 1  # how much longer than the console it may be silent before its answer is taken for whole


def console(binary, database):
    return Program(
        "Balie", [os.path.abspath(binary), "--database", f"sqlite:{os.path.abspath(database)}"],
        other_order="so", open="\r", back="\x1b", filter="/", find="f", rows=slice(4, ROWS - 3))


def floor(binary, debtors):
    """Its filter is not measured: to look through a table in memory is not what a database does."""
    return Program("C floor", [os.path.abspath(binary), str(debtors)])


def peers(csv, debtors, wanted):
    """Those of the wanted programs that are installed, each over the debtors as lines of text."""
    made = {"fzf": fzf, "visidata": visidata, "pspg": pspg, "less": less}
    found = [(make, shutil.which("vd" if name == "visidata" else name))
             for name, make in made.items() if name in wanted]
    return [make(path, os.path.abspath(csv), debtors) for make, path in found if path]


def fzf(path, csv, debtors):
    whole = re.compile(rf"^\s*{debtors}/{debtors}\b")
    return Program(
        "fzf --exact",
        [path, "--exact", "--layout=reverse", "--header-lines=1", "--bind=home:first,end:last"],
        reads_from=csv, down="\x0e", end="\x1b[F", start="\x1b[H", filter="", filter_end="\x15",
        rows=slice(3, ROWS), patience=2,
        is_whole=lambda lines: is_full(lines) and any(whole.match(line) for line in lines[:3]))


def visidata(path, csv, debtors):
    whole = re.compile(rf"\b{debtors} rows")
    return Program(
        "VisiData", [path, "-f", "csv", csv], end="gj", start="gk", before_other_order="l", other_order="[",
        open="\r", back="q", patience=6,
        is_whole=lambda lines: is_full(lines) and bool(whole.search(lines[-1])))


def pspg(path, csv, debtors):
    return Program(
        "pspg", [path, "--csv", "--csv-header", "on", "--vertical-cursor", "--file", csv],
        other_order="a", patience=6)


def less(path, csv, debtors):
    return Program("less", [path, "-S", csv], patience=6)
