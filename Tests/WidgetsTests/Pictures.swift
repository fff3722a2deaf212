import TerminalCore

/// What `draw` leaves on a canvas of its own.
func canvas(_ width: Int, _ height: Int, _ draw: (Rect, inout Canvas) -> Void) -> Canvas {
    var canvas = Canvas(size: Size(width: width, height: height))
    draw(canvas.bounds, &canvas)
    return canvas
}

func picture(_ width: Int, _ height: Int, _ draw: (Rect, inout Canvas) -> Void) -> String {
    canvas(width, height, draw).picture
}

extension Canvas {
    /// A letter per cell: the given one for a role, `.` for every other role.
    func roles(_ letters: [StyleRole: Character]) -> String {
        (0..<size.height).map { y in
            String(row(y).map { letters[$0.role] ?? "." })
        }.joined(separator: "\n")
    }

    /// The picture with `▏` before the character under the cursor.
    var pictureWithCursor: String {
        guard let cursor else { return picture }
        return (0..<size.height).map { y in
            var line = ""
            for (x, cell) in row(y).enumerated() {
                if cursor == Point(x: x, y: y) { line.append("▏") }
                if cell.width > 0 { line.append(cell.character) }
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }
}

/// Texts that broke other programs.
let hostileTexts = [
    "", "Jansen", "株式会社さくら", "e\u{301}cole", "👩‍👩‍👧‍👦 Fam. 🇳🇱", "\u{1B}[31mred", "a\u{202E}b\u{200B}c", "tab\tand\r\nbreak",
    String(repeating: "長い", count: 40), "Ａ\u{FF9E}", "\u{301}", "🇳🇱🇧🇪🇩", "İstanbul ß",
]
