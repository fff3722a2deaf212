import BillingModel

/// An action that changes something: it says what shows the record that it changes, and what undoes it.
public protocol WritingAction: APIAction {
    /// - Parameter identifier: The record meant, for an action that finds it by something else than its number.
    func target(_ identifier: Int?) -> WriteTarget

    /// What puts back what this action changed.
    ///
    /// - Parameters:
    ///   - before: The record as it was read before the action; nil where there was none to read.
    ///   - answer: What the system answered to the action; nil while nothing was sent, so that staff can be told
    ///     beforehand what will be lost.
    func undo(before: (any RecordAnswer)?, answer: Answer?) -> Undo

    /// What stays done when the rest is undone, such as a mail; nil where nothing does.
    var lasting: LocalizedText? { get }

    /// The field of the record that a parameter sets; mostly one of the same name.
    static func recordField(of parameter: FieldDeclaration) -> FieldDeclaration

    /// The fields of the record that it sets to one text always, and says by no parameter.
    static var fixed: [(field: FieldDeclaration, text: String)] { get }
}

extension WritingAction {
    /// The same action as it was sent, without its secrets; nil of another action.
    public init?(_ intent: Intent) {
        guard intent.action == Self.declaration.name else { return nil }
        self.init()
        for change in intent.changes where !change.isSecret {
            guard let field = Self.declaration.parameters.first(where: { $0.name == change.field }),
                let text = change.after
            else { continue }
            _ = arguments.set(writing: text, of: field)
        }
    }

    public var target: WriteTarget { target(nil) }

    public var lasting: LocalizedText? { nil }

    public static func recordField(of parameter: FieldDeclaration) -> FieldDeclaration { parameter }
    public static var fixed: [(field: FieldDeclaration, text: String)] { [] }

    /// What is changed, in the order of the declaration; `before` is the record as it was read.
    public func changes(from before: (any RecordAnswer)? = nil) -> [FieldChange] {
        let given = Self.declaration.parameters.filter(arguments.has).map { field in
            FieldChange(
                field, from: before?.text(of: Self.recordField(of: field)), to: arguments.writing(of: field))
        }
        return given + Self.fixed.map { FieldChange($0.field, from: before?.text(of: $0.field), to: $0.text) }
    }

    /// The field that a change of this action names, and the record's own that it sets.
    public static func fields(of change: FieldChange) -> (named: FieldDeclaration, recorded: FieldDeclaration)? {
        if let parameter = declaration.parameters.first(where: { $0.name == change.field }) {
            return (parameter, recordField(of: parameter))
        }
        return fixed.first { $0.field.name == change.field }.map { ($0.field, $0.field) }
    }
}

/// The record that an action changes.
public enum WriteTarget: Sendable {
    /// - Parameter isTagged: Whether what the action changes counts in the record's tag.
    case shown(by: any RecordReading, isTagged: Bool = true)
    /// No record that can be read, and why.
    case nothing(LocalizedText)

    /// The record, where it is meant by its number.
    public func ref(in system: SystemID) -> RecordRef? {
        if case .shown(let reading, _) = self { reading.ref(in: system) } else { nil }
    }

    /// Something new is added, so that there is nothing before it.
    public static let added = WriteTarget.nothing(
        LocalizedText("It is new: there was nothing before.", "Het is nieuw: ervoor was er niets."))

    /// Nobody said which record is meant.
    public static let unnamed = WriteTarget.nothing(
        LocalizedText("It is not said which record is meant.", "Er is niet gezegd om welk gegeven het gaat."))
}

/// What puts a change back.
public enum Undo: Sendable {
    case by(any WritingAction)
    /// Something does, as soon as the system has told the number of what it made.
    case onceAnswered
    /// Nothing does, and why.
    case impossible(LocalizedText)
}
