import BillingAPI

extension Review {
    /// What was sent: each field with what it was and what it was to be. Of a secret that it was to be changed.
    static func lines(of intent: Intent, _ texts: Texts) -> [Line] {
        let action = OutboxBook.actions.first { $0.declaration.name == intent.action } as? any WritingAction.Type
        return intent.changes.filter { $0.isSecret || $0.before != $0.after }.flatMap { change in
            let field = action?.fields(of: change)?.named
            let label = field?.label[texts.language] ?? change.field
            guard !change.isSecret else { return [Line(label: label, old: "", new: texts.secretWasSent)] }
            func shown(_ text: String) -> String {
                text.isEmpty ? texts.nothing : field.map { texts.shown(text, $0.kind) } ?? text
            }
            switch field?.kind {
            case .rows?, .references?:
                return field.map { lines(texts.changes(of: $0, from: change.before, to: change.after ?? "")) } ?? []
            default:
                return [Line(label: label, old: change.before.map(shown) ?? "", new: shown(change.after ?? ""))]
            }
        }
    }
}

extension OutboxBook {
    /// Nil of one that this version does not have.
    nonisolated static func declaration(of action: ActionName) -> ActionDeclaration? {
        actions.lazy.map { $0.declaration }.first { $0.name == action }
    }
}
