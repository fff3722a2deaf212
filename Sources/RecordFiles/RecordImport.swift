import BillingAPI
import BillingModel

/// Makes of each row of a file a change to the record that it names, or a new record, as staff would by hand: by the same
/// actions, rules and journal.
public struct RecordImport: Sendable {
    public enum Known: String, CaseIterable, Sendable { case update, skip, refuse }
    public enum New: String, CaseIterable, Sendable { case add, skip, refuse }

    public struct Choices: Sendable {
        /// What is done about a record that is there.
        public var known = Known.update
        public var new = New.add
        /// Whether an empty cell takes a value away; it says nothing otherwise.
        public var emptyClears = false
        /// Whether nothing is sent.
        public var isDry = false

        public init() {}
    }

    /// What became of a row.
    public enum Outcome: Sendable {
        /// - Parameter identifier: Nil where the system does not tell it, and of a dry run.
        case added(identifier: Int?)
        case changed([FieldChange])
        case unchanged
        case skipped
        /// An earlier run added it.
        case addedBefore(identifier: Int)
        /// Nothing was stored.
        case refused(APIError)
        /// Nothing tells whether it was stored.
        case undecided(APIError)
    }

    private let kind: FileKind
    private let map: ColumnMap
    private let choices: Choices
    private let system: SystemID
    private let memory: any AddedRows

    /// - Parameter memory: Where rows are remembered that no key tells from each other.
    public init(_ kind: FileKind, _ map: ColumnMap, _ choices: Choices, in system: SystemID, memory: any AddedRows) {
        (self.kind, self.map, self.choices, self.system, self.memory) = (kind, map, choices, system, memory)
    }

    /// - Parameter copy: How many rows of just these cells came before it.
    /// - Throws: Where the system cannot be reached: no later row will fare better.
    public func carryOut(
        _ cells: [String], copy: Int = 0, on service: any BillingService
    ) async throws(APIError) -> Outcome {
        do throws(APIError) {
            let key = try map.key.map { key throws(APIError) in
                (key.field, try WrittenCell.vendorText(cells[key.index], key.field))
            }
            guard let key, !key.1.isEmpty else { return try await add(cells, copy, service) }
            guard let found = try await kind.find(service, key.0, key.1) else {
                guard key.0 != kind.identifier else { throw noRecord(key.1) }
                return try await add(cells, nil, service)
            }
            return try await update(found, cells, service)
        } catch {
            switch error.kind {
            case .unreachable: throw error
            case .unknownOutcome: return .undecided(error)
            default: return .refused(error)
            }
        }
    }

    private func noRecord(_ number: String) -> APIError {
        APIError(
            .notFound,
            LocalizedText(
                "There is no record \(number.plainLine); leave the number empty for a new one.",
                "Er is geen record \(number.plainLine); laat het nummer leeg voor een nieuw record."))
    }

    // MARK: A record that is there

    private func update(
        _ found: any RecordAnswer, _ cells: [String], _ service: any BillingService
    ) async throws(APIError) -> Outcome {
        switch choices.known {
        case .skip: return .skipped
        case .refuse:
            throw APIError(
                .invalidInput,
                LocalizedText("It is there already.", "Het bestaat al."))
        case .update: break
        }
        guard let id = found.identifier else { throw noRecord("") }
        var given: [(FieldDeclaration, [RawParameter])] = []
        for column in map.columns where column.field != map.key?.field {
            let text = try WrittenCell.vendorText(cells[column.index], column.field)
            guard !text.isEmpty || choices.emptyClears else { continue }
            given.append((column.field, try parameters(text, column.field)))
        }
        let whole = try kind.edit(id, given.flatMap(\.1))
        let changed = whole.changes(from: found).filter { change in
            // What the system does not tell cannot be compared, and would be sent again with every run.
            guard let field = given.first(where: { $0.0.name == change.field })?.0, let before = change.before else {
                return false
            }
            return field.tidied(before) != field.tidied(change.after ?? "")
        }
        guard !changed.isEmpty else { return .unchanged }
        guard !choices.isDry else { return .changed(changed) }
        let names = Set(changed.map(\.field))
        let action = try kind.edit(id, given.filter { names.contains($0.0.name) }.flatMap(\.1))
        let tag = service.honoursConditions ? found.tag : nil
        _ = try await send(action, target: found.ref(in: system), changed, tag: tag, name: nil, service)
        return .changed(changed)
    }

    private func parameters(_ text: String, _ field: FieldDeclaration) throws(APIError) -> [RawParameter] {
        if let parameters = field.parameters(writing: text) { return parameters }
        throw APIError(problems: [
            Problem(naming: field) {
                LocalizedText(
                    "\($0.english): “\(text.plainLine.prefix(60))” is no list as an export writes it.",
                    "\($0.dutch): “\(text.plainLine.prefix(60))” is geen lijst zoals een export die schrijft.")
            }
        ])
    }

    // MARK: A new record

    /// - Parameter copy: Nil of one that its key tells from all others.
    private func add(_ cells: [String], _ copy: Int?, _ service: any BillingService) async throws(APIError) -> Outcome {
        switch choices.new {
        case .skip: return .skipped
        case .refuse: throw APIError(.notFound, LocalizedText("It is not there.", "Het bestaat niet."))
        case .add: break
        }
        guard let make = kind.add else {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "\(kind.name.capitalized) cannot be added here; add it in the system itself, and import it again.",
                    "Toevoegen kan hier niet; voeg het toe in het systeem zelf en importeer het opnieuw."))
        }
        var given: [RawParameter] = []
        for column in map.columns {
            let text = try WrittenCell.vendorText(cells[column.index], column.field)
            if !text.isEmpty { given += try parameters(text, column.field) }
        }
        let action = try make(given)
        guard let copy else {
            guard !choices.isDry else { return .added(identifier: nil) }
            return .added(identifier: try await send(action, name: nil, service))
        }
        let name = ContentHash.digits(of: ([kind.name, system.text, String(copy)] + cells).joined(separator: "\u{1F}"))
        return try await addOnce(action, name, service)
    }

    /// A second run of one file, or one after a crash, must not add again what has no key to be found by.
    private func addOnce(
        _ action: any WritingAction, _ name: String, _ service: any BillingService
    ) async throws(APIError) -> Outcome {
        switch try await memory.state(of: name) {
        case .added(let identifier): return .addedBefore(identifier: identifier)
        // Under its old name it is no second change; where nobody keeps to names, nobody can tell.
        case .sent where !service.honoursConditions: throw Self.sentBefore
        case .sent, .unknown: break
        }
        guard !choices.isDry else { return .added(identifier: nil) }
        try await memory.note(name, .sent)
        do throws(APIError) {
            let identifier = try await send(action, name: "import-" + name, service)
            try await memory.note(name, .added(identifier ?? 0))
            return .added(identifier: identifier)
        } catch {
            if error.kind != .unknownOutcome { try await memory.note(name, .unknown) }
            throw error
        }
    }

    private static let sentBefore = APIError(
        .unknownOutcome,
        LocalizedText(
            "An earlier run sent it, and nothing tells whether it was stored. See balie outbox list; add it by hand if it is not there.",
            "Een eerdere keer is dit verzonden, en niets zegt of het is opgeslagen. Zie balie outbox list; voeg het met de hand toe als het er niet is."
        ))

    /// - Parameter name: By which a system knows the same change again; nil for a new one.
    /// - Returns: The number of the record that is answered.
    private func send(
        _ action: some WritingAction, target: RecordRef? = nil, _ changes: [FieldChange]? = nil, tag: EntityTag? = nil,
        name: String?, _ service: any BillingService
    ) async throws(APIError) -> Int? {
        let declaration = type(of: action).declaration
        let changes = changes ?? action.changes()
        let intent =
            name.map {
                Intent(id: $0, system: system, action: declaration.name, target: target, changes: changes, base: tag)
            }
            ?? Intent(system: system, action: declaration.name, target: target, changes: changes, base: tag)
        let conditions = WriteConditions(match: tag.map { .oneOf([$0]) }, idempotencyKey: intent.id)
        let answer = try await service.send(action, Sending(conditions: conditions, intent: intent))
        return (answer as? any RecordAnswer)?.identifier
    }
}
