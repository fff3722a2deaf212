"""The figures as tables in Markdown, as they can stand in the README."""

import math
import os
import platform
import re
import statistics

from figures import IDLE_SECONDS, Figures


def machine():
    """What it was measured on, in a line."""
    with open("/proc/cpuinfo") as file:
        model = re.search(r"model name\s*: (.*)", file.read())
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s+(\d+)", file.read())[1]) / 1024 / 1024
    system = "Linux"
    if os.path.exists("/etc/os-release"):
        with open("/etc/os-release") as file:
            system = re.search(r'PRETTY_NAME="?([^"\n]*)', file.read())[1]
    return (f"{os.cpu_count()} processors ({model[1] if model else platform.machine()}), {memory:.0f} GiB of memory, "
            f"{system}, Linux {platform.release()}; load before it {os.getloadavg()[0]:.1f}")


def number(value):
    """`1 234`, `12.3` or `0.45`, as large numbers need no places."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def spread(values):
    text = number(statistics.median(values))
    return text if len(set(values)) == 1 else f"{text} ({number(min(values))} to {number(max(values))})"


def ratios(values, others):
    """Of the figures of one run each, where both have one."""
    return [value / other for value, other in zip(values, others) if other]


def print_table(heads, rows):
    print("| " + " | ".join(heads) + " |")
    print("| --- " * len(heads) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def print_size(debtors, results):
    """`results`: by program, the console first."""
    print(f"### {number(debtors)} debtors\n")
    runs = {name: len(figures.values["first rows, ms"]) for name, figures in results.items()}
    print(f"Median of {runs['Balie']} runs (least to most). With ×: the program's figure by the console's in the same run.\n")
    ours, *others = results.values()
    rows = []
    for figure in sorted(ours.values, key=lambda name: name.startswith("idle")):
        values = ours.values[figure]
        row = [figure, spread(values)]
        for other in others:
            found = other.values.get(figure)
            times = ratios(found or [], values)
            row.append(spread(found) + (f" {number(statistics.median(times))} ×" if times else "") if found else "")
        rows.append(row)
    heads = [name if runs[name] == runs["Balie"] else f"{name}, {runs[name]} runs" for name in results]
    print_table(["", *heads], rows)
    print_letters({name: figures for name, figures in results.items() if figures.letters})
    found = {f"{name}, find": Figures(letters=figures.found) for name, figures in results.items() if figures.found}
    if found:
        print("Find looks through every list of every open system.\n")
        print_letters(found)


def print_letters(results):
    if not results:
        return
    print("Letters of a filter, ms to the first page of each: median (most). With =: no row changed, so to the first "
          "byte.\n")
    rows = []
    for name, figures in results.items():
        for word, runs in figures.letters.items():
            cells = []
            for answers in zip(*runs):
                milliseconds = [seconds * 1000 for seconds, _, _ in answers]
                mark = "" if all(changed for _, _, changed in answers) else "="
                cells.append(f"{number(statistics.median(milliseconds))}{mark} ({number(max(milliseconds))})")
            rows.append([name, f"`{word}`", number(statistics.median(sums(runs))), ", ".join(cells)])
    print_table(["", "typed", "all of it", "letter by letter"], rows)
    for name, figures in results.items():
        for text, values in [("first letter", first_letters(figures)), ("later ones", later_letters(figures))]:
            if values:
                print(f"- {name}, {text}: {distribution(values)}")
    print(flush=True)


def sums(runs):
    """Milliseconds of all letters of a word, by run."""
    return [sum(seconds for seconds, _, _ in answers) * 1000 for answers in runs]


def first_letters(figures):
    return [answers[0][0] * 1000 for runs in figures.letters.values() for answers in runs]


def later_letters(figures):
    return [letter[0] * 1000 for runs in figures.letters.values() for answers in runs for letter in answers[1:]]


def distribution(values):
    ninety_nine = sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]
    return f"median {number(statistics.median(values))} ms, 99 % under {number(ninety_nine)} ms"


def print_slopes(by_size):
    """How each of the console's figures grows from the fewest debtors to the most."""
    if len(by_size) < 2:
        return
    sizes = sorted(by_size)
    print("### Cost against size\n")
    print("Medians of the console. The slope is the power of the number of debtors with which the figure grows: 0 is "
          "no growth, 1 is twice for twice as many.\n")
    rows = []
    for figure in by_size[sizes[0]].values:
        medians = [statistics.median(by_size[size].values[figure]) for size in sizes]
        rows.append([figure, *map(number, medians), *growth(medians[0], medians[-1], sizes)])
    for text, values in [("first letter of a filter, ms", first_letters), ("later letters, ms", later_letters)]:
        medians = [statistics.median(values(by_size[size])) for size in sizes]
        rows.append([text, *map(number, medians), *growth(medians[0], medians[-1], sizes)])
    print_table(["", *(number(size) for size in sizes), "last by first", "slope"], rows)


def growth(first, last, sizes):
    if not first or not last:
        return ["", ""]
    return [number(last / first), f"{math.log(last / first) / math.log(sizes[-1] / sizes[0]):.2f}"]


def print_aims(by_size, all_results):
    """What is aimed at with a million debtors, or as many as were measured, beside what was measured."""
    size = max(by_size)
    ours, results = by_size[size], all_results[size]
    floor = results.get("C floor")

    def median(figure, figures=ours):
        return statistics.median(figures.values[figure])

    def by_floor(figure):
        if not floor:
            return ""
        return f", {number(statistics.median(ratios(ours.values[figure], floor.values[figure])))} × the floor"

    def by_smallest(figure):
        if len(by_size) < 2:
            return ""
        return f", {number(median(figure) / median(figure, by_size[min(by_size)]))} × that of {number(min(by_size))}"

    def ahead(name, figure, text):
        found = results.get(name)
        if not found or figure not in found.values:
            return ""
        times = statistics.median(ratios(found.values[figure], ours.values["first rows, ms"]))
        return f"; {text} {number(median(figure, found))} ms, {number(times)} ×"

    def key(name):
        text = f"{number(median(f'{name}, ms'))} ms" + by_floor(f"{name}, ms")
        return text + f"; {number(median(f'{name}, bytes'))} bytes" + by_floor(f"{name}, bytes")

    rows = [
        ["first rows", "3 × the floor, 1.1 × that of 500; fzf's whole list, pspg and VisiData 40 × later",
         f"{number(median('first rows, ms'))} ms" + by_floor("first rows, ms") + by_smallest("first rows, ms")
         + ahead("fzf --exact", "whole list, ms", "fzf's whole list")
         + "".join(ahead(name, "first rows, ms", name) for name in ("pspg", "VisiData"))],
        ["line down", "1.5 × the floor in time, 1.25 × in bytes", key("line down")],
        ["line down, scrolling", "the same", key("line down, scrolling")],
        ["200 lines down at once", "2 × the floor",
         f"{number(median('200 lines down at once, ms'))} ms" + by_floor("200 lines down at once, ms")],
        ["page down", "1.5 × the floor in time, 1.25 × in bytes", key("page down")],
        ["to the end; another order", "16 ms",
         f"{number(median('to the end, ms'))} ms; {number(median('sort by another column, ms'))} ms"],
        ["first letter of a filter", "99 % under 25 ms", distribution(first_letters(ours))],
        ["later letters", "median 8 ms, 99 % under 16 ms", distribution(later_letters(ours))],
        ["six letters", "fzf 10 × later at 1 000 000, later at 100 000", six_letters(ours, results.get("fzf --exact"))],
        ["memory", "32 MiB, 1.1 × that of 500",
         f"{number(median('memory at most, MiB'))} MiB" + by_smallest("memory at most, MiB")],
    ]
    idle = f"idle for {IDLE_SECONDS:.0f} s, bytes"
    if idle in ours.values:
        rows.append(["idle", "no byte, a wake-up a second",
                     f"{number(median(idle))} bytes, {number(median('idle, wake-ups a second'))} wake-ups a second"])
    print(f"### What is aimed at, with {number(size)} debtors\n")
    print_table(["", "aim", "measured"], rows)


def six_letters(ours, fzf):
    texts = []
    for word, runs in ours.letters.items():
        if len(word) != 6:
            continue
        text = f"`{word}` {number(statistics.median(sums(runs)))} ms"
        if fzf and word in fzf.letters:
            theirs = sums(fzf.letters[word])
            times = statistics.median(ratios(theirs, sums(runs)))
            text += f", fzf {number(statistics.median(theirs))} ms, {number(times)} ×"
        texts.append(text)
    return "; ".join(texts)
