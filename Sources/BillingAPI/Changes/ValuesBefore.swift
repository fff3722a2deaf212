import BillingModel

extension Undo {
    /// The edit that gives every field that changed the value it had, whatever it was that changed it.
    ///
    /// - Parameters:
    ///   - given: What the action to be undone was given.
    ///   - identity: The field that says which record is meant.
    ///   - answer: The record after the action, where the system tells it: what followed from the action is put back too.
    ///   - linked: Fields that follow from each other: when one is put back, the others are held to what they were.
    public static func edit<Edit: WritingAction>(
        _ type: Edit.Type, back given: Arguments, to before: (any RecordAnswer)?, identity: Field<Int>,
        answer: (any RecordAnswer)? = nil, linked: [FieldDeclaration] = []
    ) -> Undo {
        guard let before, let identifier = before.identifier else { return .notRead }
        var arguments = Arguments()
        for field in Edit.declaration.parameters where field != identity.declaration {
            let old = before.text(of: Edit.recordField(of: field))
            let hasFollowed = answer?.text(of: field).map { $0 != old } ?? false
            guard given.has(field) || hasFollowed else { continue }
            guard var old else { return .impossible(unknown(field)) }
            if old.isEmpty, let clearing = field.clearing { old = clearing }
            guard !old.isEmpty || Edit.declaration.canBeEmptied(field), arguments.set(writing: old, of: field) else {
                return .impossible(unsettable(field))
            }
        }
        if linked.contains(where: arguments.has) {
            for field in linked where !arguments.has(field) {
                guard let old = before.text(of: field), !old.isEmpty else { continue }
                _ = arguments.set(writing: old, of: field)
            }
        }
        arguments[identity] = identifier
        return .by(Edit(arguments))
    }

    public static let notRead = Undo.impossible(
        LocalizedText(
            "The record was not read before, so that its values are not known.",
            "De gegevens zijn vooraf niet gelezen, dus de waarden zijn niet bekend."))

    /// What was added has a number that nobody was told.
    public static let untold = Undo.impossible(
        LocalizedText(
            "The system did not tell the number of what was added.",
            "Het systeem heeft het nummer van wat is toegevoegd niet gezegd."))

    /// What was deleted.
    public static let gone = Undo.impossible(
        LocalizedText(
            "What was deleted does not come back: added again it has another number.",
            "Wat is verwijderd komt niet terug: opnieuw toegevoegd heeft het een ander nummer."))

    private static func unknown(_ field: FieldDeclaration) -> LocalizedText {
        LocalizedText(
            "The system does not tell what “\(field.label.english)” was before.",
            "Het systeem zegt niet wat “\(field.label.dutch)” eerst was.")
    }

    private static func unsettable(_ field: FieldDeclaration) -> LocalizedText {
        LocalizedText(
            "“\(field.label.english)” cannot be set to what it was before.",
            "“\(field.label.dutch)” kan niet worden teruggezet.")
    }
}

extension ActionDeclaration {
    /// Whether a field may be given empty, which takes its value away.
    public func canBeEmptied(_ field: FieldDeclaration) -> Bool {
        !rules.contains { rule in
            switch rule {
            case .neverEmpty(let fields): fields.contains(field)
            case .required(let required): required == field
            case .oneOf, .requiredWithout, .needs: false
            }
        }
    }
}
