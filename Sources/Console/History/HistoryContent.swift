import BillingAPI
import BillingModel

extension HistoryPage {
    /// What the page says.
    func content(_ setting: Setting) -> [Block] {
        let texts = setting.texts
        let name = field.map { "\($0.label[texts.language]) · " } ?? ""
        var blocks: [Block] = [.title("\(texts.historyTitle) · \(name)\(subject)")]
        if setting.history?.isOwn() == true {
            blocks += [.words(Words(texts.historyIsOwn(setting.backend), role: .dim)), Self.blank]
        }
        for entry in entries { blocks += self.blocks(of: entry, setting) + [Self.blank] }
        return blocks + [.words(end(setting))]
    }

    /// What stands under the last one.
    private func end(_ setting: Setting) -> Words {
        let texts = setting.texts
        if !problem.isEmpty { return Words("! " + problem, role: .danger) }
        if isReading { return Words(texts.loading, role: .dim) }
        if !isAll { return Words(texts.olderOnes(count, down: setting.keys.name(of: .pageDown)), role: .dim) }
        return Words(
            entries.isEmpty ? texts.nothingWritten(field?.label[texts.language]) : texts.noOlderOnes, role: .dim)
    }

    private static let blank = Block.facts(Facts([DetailLine(label: "", text: "")]))

    private func blocks(of entry: HistoryEntry, _ setting: Setting) -> [Block] {
        let texts = setting.texts
        let head = [
            texts.moment(universal: entry.moment, setting.clock), texts.author(entry.author),
            texts.title(of: entry.action),
        ]
        var blocks: [Block] = [.words(Words(head.joined(separator: "  "), role: .heading))]
        if entry.isUndecided { blocks.append(.words(Words("! " + texts.isUndecidedHere, role: .warning))) }
        if entry.isErased { blocks.append(.words(Words(texts.isErasedHere, role: .dim))) }
        let told = entry.told.filter { change in field.map(change.concerns) ?? true }
        if !told.isEmpty { blocks.append(.review(told.flatMap { review($0, texts) })) }
        let why = [
            DetailLine(label: texts.name(of: .reason), text: entry.note.reason),
            DetailLine(label: texts.name(of: .ticket), text: entry.note.ticket),
        ].filter { !$0.text.isEmpty }
        if !why.isEmpty { blocks.append(.facts(Facts(why))) }
        return blocks
    }

    private func review(_ told: ToldChange, _ texts: Texts) -> [ReviewEntry] {
        guard !told.change.isSecret else {
            return [ReviewEntry(label: told.label(texts), old: nil, new: texts.changedMark)]
        }
        let after = told.change.after ?? ""
        switch told.field?.kind {
        case .references?, .rows?:
            return told.field.map { texts.knowing(names).changes(of: $0, from: told.change.before, to: after) }?
                .map { ReviewEntry(label: $0.label, old: $0.old, new: $0.new) } ?? []
        default: break
        }
        func shown(_ text: String) -> String {
            guard let field = told.field else { return text.isEmpty ? texts.nothing : text }
            return [texts.valued(text, field), names.name(of: text, in: field)].compactMap { $0 }
                .joined(separator: "  ")
        }
        return [ReviewEntry(label: told.label(texts), old: told.change.before.map(shown), new: shown(after))]
    }
}

/// A change of a journal with the field that it is of, as far as this version has it.
struct ToldChange: Sendable {
    var change: FieldChange
    /// The record's own.
    var field: FieldDeclaration?

    func label(_ texts: Texts) -> String { field?.label[texts.language] ?? change.field }

    func concerns(_ other: FieldDeclaration) -> Bool { (field?.name ?? change.field) == other.name }
}

extension HistoryEntry {
    /// What changed, with its fields.
    var told: [ToldChange] {
        let type = EveryAction.type(action) as? any WritingAction.Type
        return changes.map { change in
            let named = type.flatMap { Self.field(of: change, by: $0) }
            return ToldChange(change: change, field: named ?? EveryAction.field(change.field, of: self.action))
        }
    }

    private static func field<Action: WritingAction>(
        of change: FieldChange, by action: Action.Type
    ) -> FieldDeclaration? { action.fields(of: change)?.recorded }

    func concerns(_ field: FieldDeclaration) -> Bool { told.contains { $0.concerns(field) } }
}
