import BillingAPI
import BillingModel

typealias UndoScreen<Back: WritingAction> = ChangeScreen<UndoEditor<Back>>

/// Takes a change back, as far as its fields still hold what it wrote.
struct UndoPlan<Back: WritingAction>: ChangePlan {
    typealias Change = Back

    let change: DoneChange
    /// As it was known when the change was done.
    let back: Back
    /// Later changes of this console that nothing takes back, the latest first.
    let passed: [DoneChange]
    /// Nil as long as the record was not read.
    private(set) var read: (any RecordAnswer)?
    private(set) var again: Rereading<Self>?

    init(_ change: DoneChange, by back: Back, passing passed: [DoneChange]) {
        self.change = change
        self.back = back
        self.passed = passed
        guard case .shown(let reading, _) = back.target(change.record?.identifier) else { return }
        let plan = self
        again = { _, system throws(APIError) in try await plan.read(by: reading, from: system) }
    }

    private func read(by reading: any RecordReading, from system: any BillingService) async throws(APIError) -> Self {
        var plan = Self(change, by: back, passing: passed)
        plan.read = try await Self.answer(to: reading, from: system)
        return plan
    }

    private static func answer<Reading: RecordReading>(
        to reading: Reading, from system: any BillingService
    ) async throws(APIError) -> any RecordAnswer { try await system.send(reading, .anew) }

    var title: LocalizedText {
        LocalizedText("Undo: \(change.title.english)", "Ongedaan maken: \(change.title.dutch)")
    }
    var subject: String { change.subject }
    var undoes: String? { change.id }

    var base: [BaseField] { puttings.map { BaseField($0.field, $0.now) } }

    /// Nothing is said beforehand of taking back what takes back.
    func finality(of change: Back, _ setting: Setting) -> String? { nil }
}

// MARK: What is put back

extension UndoPlan {
    /// One field of the record.
    struct Putting: Equatable, Sendable {
        enum Fate: Equatable, Sendable {
            /// It holds what the change wrote.
            case back
            /// It holds already what it held before the change, or only says which record is meant.
            case asItIs
            /// It was given another value since.
            case left
        }

        var field: FieldDeclaration
        var now: String
        /// Nil where the record goes as a whole.
        var old: String?
        var fate: Fate
    }

    /// Every field that counts, as the record is now.
    var puttings: [Putting] {
        let own = given.map(\.putting) + Back.fixed.compactMap { putting($0.field, $0.text) }
        let all = own + (isWhole ? written : [])
        // A field that is changed may say as well which record is meant.
        return all.filter { one in
            one.fate != .asItIs || !all.contains { $0.field == one.field && $0.fate != .asItIs }
        }
    }

    /// Whether it has no fields but the record's number, such as what takes away what was added: it is done as a whole
    /// or not.
    private var isWhole: Bool {
        let number = read?.identifier.map { String($0) }
        return Back.fixed.isEmpty && !given.isEmpty && given.allSatisfy { $0.putting.old == number }
    }

    private var given: [(parameter: FieldDeclaration, putting: Putting)] {
        Back.declaration.parameters.filter(back.arguments.has).compactMap { parameter in
            putting(Back.recordField(of: parameter), back.arguments.writing(of: parameter) ?? "")
                .map { (parameter, $0) }
        }
    }

    /// What the change wrote, of a record that goes with it.
    private var written: [Putting] {
        change.wrote.keys.sorted { $0.name < $1.name }.compactMap { putting($0, nil) }
    }

    /// Nil where the system does not tell what stands there.
    private func putting(_ field: FieldDeclaration, _ old: String?) -> Putting? {
        guard let now = read?.text(of: field) else { return nil }
        func isNow(_ text: String?) -> Bool {
            text.map { text in
                if case .rows = field.kind { return field.isSame(text, now) }
                return field.tidied(field.meaning(of: text)) == field.tidied(field.meaning(of: now))
            } ?? false
        }
        let fate: Putting.Fate = isNow(old) ? .asItIs : isNow(change.wrote[field]) ? .back : .left
        return Putting(field: field, now: now, old: old, fate: fate)
    }

    /// The action without what is left as it is; nil where nothing can be put back.
    var action: Back? {
        let all = puttings
        let isFixed = Back.fixed.allSatisfy { fixed in all.contains { $0.field == fixed.field && $0.fate == .back } }
        let holds = isWhole ? all.allSatisfy { $0.fate != .left } : all.contains { $0.fate == .back }
        guard isFixed, holds else { return nil }
        var action = back
        for (parameter, putting) in given where putting.fate == .left {
            // What the action needs to find the record by has another value by now.
            action.arguments[text: parameter] = Back.declaration.isRequired(parameter) ? putting.now : nil
        }
        return action
    }
}
