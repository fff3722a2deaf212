import BillingAPI
import BillingModel
import TerminalCore
import Widgets

/// Why a change is made and which case it belongs to: two fields of its review, which may stay empty. A third one, which may
/// not, has the code of the record typed where a change must not be sent by a slip.
struct NoteEntry: Equatable, Sendable {
    enum Part: Sendable { case code, reason, ticket }

    private var reason: TextInput
    private var ticket: TextInput
    private var code = TextInput("")
    /// What must be typed before it is sent; nil where nothing must.
    var wanted: String?
    /// The field that the keys go to; nil while none of them does.
    var part: Part?

    /// - Parameter note: What was said before.
    init(_ note: ChangeNote = ChangeNote()) {
        reason = TextInput(note.reason, maximumLength: ChangeNote.longestReason)
        ticket = TextInput(note.ticket, maximumLength: ChangeNote.longestTicket)
    }

    /// In their order.
    var parts: [Part] { wanted == nil ? [.reason, .ticket] : [.code, .reason, .ticket] }

    /// As it is kept.
    var note: ChangeNote {
        ChangeNote(reason: reason.text.withoutBlankEnds, ticket: ticket.text.withoutBlankEnds)
    }

    mutating func handle(_ key: Key) -> Bool {
        switch part {
        case .reason: reason.handle(key)
        case .ticket: ticket.handle(key)
        case .code: code.handle(key)
        case nil: false
        }
    }

    /// Returns how many characters did not fit; nil where no text is typed.
    mutating func paste(_ text: String) -> Int? {
        switch part {
        case .reason: reason.paste(text)
        case .ticket: ticket.paste(text)
        case .code: code.paste(text)
        case nil: nil
        }
    }

    // MARK: What is wrong with it

    /// The first field that cannot be kept as it stands.
    func problem(_ texts: Texts) -> (part: Part, sentence: String)? {
        if let wanted, code.text.withoutBlankEnds != wanted { return (.code, texts.typeCodeFirst(wanted)) }
        let note = note
        return [Part.reason, .ticket].lazy.compactMap { part -> (Part, String)? in
            let (text, most) =
                part == .reason ? (note.reason, ChangeNote.longestReason) : (note.ticket, ChangeNote.longestTicket)
            if text.count > most { return (part, texts.noteIsTooLong(texts.name(of: part), text.count, most)) }
            // What journals leave out is not taken in silence.
            return text.unicodeScalars.first { $0 != " " && String(Character($0)).plainLine.isEmpty }.map {
                (part, texts.noteHasUnseen(texts.name(of: part), $0))
            }
        }.first
    }

    // MARK: View

    /// In one row, since what is reviewed comes first.
    func draw(in area: Rect, on canvas: inout Canvas, _ texts: Texts) {
        var area = area
        if let wanted {
            let field = DisplayText.width(texts.name(of: .code)) + 2 + max(8, DisplayText.width(wanted) + 1)
            draw(code, .code, in: area.left(min(field, area.width)), placeholder: wanted, on: &canvas, texts)
            area = area.right(of: min(area.width, field + 2))
        }
        let width = max(12, area.width / 4)
        let label = DisplayText.width(texts.name(of: .ticket)) + 1
        let second = area.right(of: max(0, area.width - width - label))
        draw(reason, .reason, in: area.left(max(0, area.width - second.width - 2)), on: &canvas, texts)
        draw(ticket, .ticket, in: second, on: &canvas, texts)
    }

    private func draw(
        _ input: TextInput, _ part: Part, in area: Rect, placeholder: String? = nil, on canvas: inout Canvas,
        _ texts: Texts
    ) {
        let isFocused = part == self.part
        let used = canvas.write(
            texts.name(of: part) + " ", at: area.origin, role: isFocused ? .keyHint : .label, limit: area.width)
        input.draw(
            in: area.right(of: used), isFocused: isFocused, role: isFocused ? .fieldFocused : .field,
            placeholder: placeholder ?? texts.optional, on: &canvas)
    }
}

extension Texts {
    func name(of part: NoteEntry.Part) -> String {
        switch part {
        case .reason: pick("Reason", "Reden")
        case .ticket: pick("Ticket", "Ticket")
        case .code: pick("Type the code", "Typ het nummer")
        }
    }
    func typeCodeFirst(_ code: String) -> String {
        pick(
            "This is a production system: type \(code) to confirm. Nothing was sent.",
            "Dit is een productiesysteem: typ \(code) ter bevestiging. Er is niets verzonden.")
    }
    var optional: String { pick("optional", "niet verplicht") }
    func noteIsTooLong(_ field: String, _ count: Int, _ most: Int) -> String {
        pick(
            "\(field): it is \(count) characters long, at most \(most) fit. Nothing was sent.",
            "\(field): de tekst is \(count) tekens lang, er passen er \(most). Er is niets verzonden.")
    }
    func noteHasUnseen(_ field: String, _ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return pick(
            "\(field): it has a character in it that cannot be seen (\(number)); take it out. Nothing was sent.",
            "\(field): er staat een teken in dat niet te zien is (\(number)); haal het weg. Er is niets verzonden.")
    }
}
