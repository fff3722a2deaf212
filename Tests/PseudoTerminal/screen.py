"""A terminal's screen as far as ncurses programs use it: text only, colours are read and dropped."""

import re
import unicodedata

_SEQUENCE = re.compile(
    r"\x1b\[(?P<mark>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|\x1b[()*+](?P<charset>.)"
    r"|\x1b(?P<simple>[78=>DEMHcNOZ])"
)


class Screen:
    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.replies = []  # what a terminal would answer to the program's questions
        self.saved = (0, 0)
        self.pending = ""
        self.last = " "
        self.reset()

    def reset(self):
        self.cells = [[" "] * self.columns for _ in range(self.rows)]
        self.x = self.y = 0
        self.top, self.bottom = 0, self.rows - 1
        self.wraps = False

    @property
    def lines(self):
        return ["".join(row).rstrip() for row in self.cells]

    def feed(self, text):
        text, self.pending = self.pending + text, ""
        place = 0
        while place < len(text):
            character = text[place]
            if character == "\x1b":
                match = _SEQUENCE.match(text, place)
                if match is None:
                    if len(text) - place < 4096:
                        self.pending = text[place:]
                        return
                    place += 1
                    continue
                self._obey(match)
                place = match.end()
                continue
            place += 1
            if character >= " " and character != "\x7f":
                self._put(character)
            else:
                self._control(character)

    def _control(self, character):
        self.wraps = False
        if character == "\r":
            self.x = 0
        elif character in "\n\v\f":
            self._line_feed()
        elif character == "\b":
            self.x = max(0, self.x - 1)
        elif character == "\t":
            self.x = min(self.columns - 1, self.x // 8 * 8 + 8)

    def _put(self, character):
        if unicodedata.combining(character):
            return
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if self.wraps or self.x + width > self.columns:
            self.x = 0
            self._line_feed()
        self.wraps = False
        self.last = character
        self.cells[self.y][self.x] = character
        if width == 2:
            self.cells[self.y][self.x + 1] = ""
        self.x += width
        if self.x >= self.columns:
            self.x, self.wraps = self.columns - 1, True

    def _line_feed(self):
        if self.y == self.bottom:
            self._scroll(1)
        elif self.y < self.rows - 1:
            self.y += 1

    def _reverse_line_feed(self):
        if self.y == self.top:
            self._scroll(-1)
        elif self.y > 0:
            self.y -= 1

    def _scroll(self, count, top=None):
        """Moves the lines from `top` to the region's bottom up by `count`, or down if it is negative."""
        top = self.top if top is None else top
        for _ in range(min(abs(count), self.rows)):
            out, into = (top, self.bottom) if count > 0 else (self.bottom, top)
            del self.cells[out]
            self.cells.insert(into, [" "] * self.columns)

    def _obey(self, match):
        self.wraps = False
        simple, final = match["simple"], match["final"]
        if simple == "D":
            self._line_feed()
        elif simple == "E":
            self.x = 0
            self._line_feed()
        elif simple == "M":
            self._reverse_line_feed()
        elif simple == "7":
            self.saved = (self.x, self.y)
        elif simple == "8":
            self.x, self.y = self.saved
        elif simple == "c":
            self.reset()
        elif final and not match["between"]:
            numbers = [int(n) if n.isdigit() else 0 for n in re.split("[;:]", match["numbers"])]
            self._control_sequence(match["mark"], numbers, final)

    def _control_sequence(self, mark, numbers, final):
        if mark:
            if mark == "?" and final == "h" and (1049 in numbers or 47 in numbers):
                self.reset()
            return
        first = numbers[0] or 1
        row = self.cells[self.y]
        if final in "Hf":
            self.y = min(self.rows, first) - 1
            self.x = min(self.columns, (numbers[1] if len(numbers) > 1 else 1) or 1) - 1
        elif final == "A":
            self.y = max(0, self.y - first)
        elif final == "B":
            self.y = min(self.rows - 1, self.y + first)
        elif final == "C":
            self.x = min(self.columns - 1, self.x + first)
        elif final == "D":
            self.x = max(0, self.x - first)
        elif final in "G`":
            self.x = min(self.columns, first) - 1
        elif final == "d":
            self.y = min(self.rows, first) - 1
        elif final == "r":
            last = numbers[1] if len(numbers) > 1 and numbers[1] else self.rows
            self.top, self.bottom, self.x, self.y = first - 1, min(self.rows, last) - 1, 0, 0
        elif final == "J":
            self._erase_screen(numbers[0])
        elif final == "K":
            start, end = {0: (self.x, self.columns), 1: (0, self.x + 1)}.get(numbers[0], (0, self.columns))
            row[start:end] = [" "] * (end - start)
        elif final == "X":
            end = min(self.columns, self.x + first)
            row[self.x : end] = [" "] * (end - self.x)
        elif final == "P":
            row[self.x : self.x + first] = []
            row.extend([" "] * (self.columns - len(row)))
        elif final == "@":
            row[self.x : self.x] = [" "] * first
            del row[self.columns :]
        elif final in "LM" and self.top <= self.y <= self.bottom:
            self._scroll(first if final == "M" else -first, top=self.y)
        elif final in "ST":
            self._scroll(first if final == "S" else -first)
        elif final == "b":
            for _ in range(first):
                self._put(self.last)
        elif final == "c":
            self.replies.append("\x1b[?62;22c")
        elif final == "n" and first == 6:
            self.replies.append(f"\x1b[{self.y + 1};{self.x + 1}R")

    def _erase_screen(self, what):
        start = self.y * self.columns + self.x
        here = {0: (start, self.columns * self.rows), 1: (0, start + 1)}.get(what, (0, self.columns * self.rows))
        for place in range(*here):
            self.cells[place // self.columns][place % self.columns] = " "
