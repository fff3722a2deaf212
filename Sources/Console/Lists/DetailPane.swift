import TerminalCore

/// Labelled lines in two columns; a line without a label is a heading or runs over the full width.
struct DetailPane {
    /// Without those that have nothing to say.
    let lines: [DetailLine]
    /// How many rows a long value may take before it is cut.
    let mostRows: Int

    init(lines: [DetailLine], mostRows: Int = 4) {
        self.lines = lines.filter { $0.label.isEmpty || !$0.text.isEmpty }
        self.mostRows = mostRows
    }

    /// Room for the longest label, as long as most of the width is left for the values.
    private func labelWidth(in width: Int) -> Int {
        min((lines.map { DisplayText.width($0.label) }.max() ?? 0) + 2, width * 45 / 100)
    }

    func draw(in area: Rect, on canvas: inout Canvas) {
        var y = area.y
        let labelWidth = labelWidth(in: area.width)
        for line in lines {
            if y >= area.endY { return }
            if line.label.isEmpty {
                canvas.write(line.text, at: Point(x: area.x, y: y), role: line.role, limit: area.width)
                y += 1
                continue
            }
            canvas.write(line.label, at: Point(x: area.x, y: y), role: .label, limit: labelWidth - 1)
            let value = area.right(of: labelWidth)
            let wrapped = mostRows == 1 ? [line.text] : DisplayText.wrapped(line.text, to: max(1, value.width))
            for part in wrapped.isEmpty ? [""] : wrapped.prefix(mostRows) {
                if y >= area.endY { return }
                canvas.write(part, at: Point(x: value.x, y: y), role: line.role, limit: value.width)
                y += 1
            }
        }
    }
}
