import BillingAPI
import BillingModel

/// A list of a system elsewhere that is looked through, page by page, for rows that meet conditions.
struct ListLook<Kind: HostFactEntity>: Sendable {
    private(set) var rows: [Record<Kind>] = []
    /// The first row that was not looked at yet.
    private(set) var next = 0
    private(set) var total: Int?
    private(set) var isWhole = false
    private var readAt: LocalTime?
    /// When it was begun, and after how many changes.
    let asked: Duration
    let state: Int

    init(asked: Duration, state: Int) {
        self.asked = asked
        self.state = state
    }

    /// - Parameter pushed: Conditions that the vendor's own search has answered, for members that no row tells.
    /// - Throws: Where a condition is about what the system tells of no row.
    mutating func take(
        _ page: Page<Record<Kind>>, meeting conditions: [RowCondition], _ pushed: Set<RowCondition>,
        among columns: [String]
    ) throws(APIError) {
        var met = page.rows
        for condition in conditions {
            let held = met.map { $0.holds(condition, among: columns) ?? (pushed.contains(condition) ? true : nil) }
            if !held.isEmpty, held.allSatisfy({ $0 == nil }) { throw .untold(condition.member, []) }
            met = zip(met, held).filter { $0.1 == true }.map { $0.0 }
        }
        rows += met
        next = page.offset + page.rows.count
        total = page.total ?? total
        readAt = readAt ?? page.readAt
        isWhole = page.rows.isEmpty || total.map { next >= $0 } ?? (page.rows.count < ListParameters.mostRows)
    }

    func page(in window: PageWindow) -> Page<Record<Kind>> {
        Page(
            offset: window.offset, rows: Array(rows.dropFirst(window.offset).prefix(window.limit)),
            total: isWhole ? rows.count : nil, readAt: readAt,
            looked: LookedThrough(rows: next, total: total, isWhole: isWhole))
    }
}

/// The lists that are being looked through, those of the last questions.
actor ListLooks {
    struct Key: Hashable {
        var page: PageKey
        var conditions: [RowCondition]
    }

    private var looks: [(key: Key, look: any Sendable)] = []
    private static let most = 8

    /// A look that goes on, or a new one where the old one is of before a change, too old, or not wanted.
    func look<Kind: HostFactEntity>(
        _ key: Key, state: Int, at now: Duration, anew: Bool
    ) -> ListLook<Kind> {
        let known = looks.first { $0.key == key }?.look as? ListLook<Kind>
        guard let known, !anew, known.state == state, now - known.asked < SeenPages.lifetime else {
            return ListLook(asked: now, state: state)
        }
        return known
    }

    func keep(_ look: some Sendable, _ key: Key) {
        looks.removeAll { $0.key == key }
        looks.append((key, look))
        if looks.count > Self.most { looks.removeFirst() }
    }
}

extension Record {
    /// Whether it meets a condition; nil where it does not tell.
    func holds(_ condition: RowCondition, among columns: [String]) -> Bool? {
        condition.holds(text: { self[told: $0] }) {
            var text = SearchText()
            for name in columns {
                text.add(text: self[member: name])
                text.add(number: self[member: name])
            }
            return Array(text.text.utf8)
        }
    }
}

extension ListAction {
    /// The list without its conditions, as far as the vendor's own parameters leave out the same rows, and those
    /// conditions that the vendor's search answers. Source: HostFact reference, 3.1.
    func narrowed(
        _ service: any BillingService, _ how: Sending
    ) async throws(APIError) -> (list: Self, pushed: Set<RowCondition>) {
        var list = self
        list.conditions = []
        var pushed: Set<RowCondition> = []
        for condition in conditions where !condition.isNegated {
            switch condition.test {
            case .stored(let value) where condition.member == Subscription.status.name:
                list.arguments[text: ListParameters.status.declaration] = value
            case .day(let comparison, let day):
                list.narrow(condition.member, comparison, day)
            case .contains(let text), .reads(let text):
                guard Self.defaults.columns.contains(condition.member),
                    list.arguments.filled(ListParameters.searchFor) == nil
                else { break }
                list[ListParameters.searchAt] = condition.member
                list[ListParameters.searchFor] = text
                // In that field alone.
                list.findsWords = false
                pushed.insert(condition)
            case .inGroup(let name, let isWhole):
                list[ListParameters.group] = try await Self.group(called: name, isWhole: isWhole, service, how)
                pushed.insert(condition)
            default: break
            }
        }
        return (list, pushed)
    }

    private mutating func narrow(_ member: String, _ comparison: RowCondition.Comparison, _ day: CalendarDate) {
        let bounds: (from: Field<String>, to: Field<String>)
        switch member {
        case ObjectMember.created: bounds = (ListParameters.createdFrom, ListParameters.createdTo)
        case ObjectMember.modified: bounds = (ListParameters.modifiedFrom, ListParameters.modifiedTo)
        default: return
        }
        switch comparison {
        case .equal: (self[bounds.from], self[bounds.to]) = (day.text, day.text)
        case .atLeast: self[bounds.from] = day.text
        case .more: self[bounds.from] = day.adding(days: 1).text
        case .atMost: self[bounds.to] = day.text
        case .less: self[bounds.to] = day.adding(days: -1).text
        }
    }

    /// The one group that is meant; the vendor's list takes no more.
    private static func group(
        called name: String, isWhole: Bool, _ service: any BillingService, _ how: Sending
    ) async throws(APIError) -> Int {
        guard let type = GroupType.of(Kind.kind), declaration.parameters.contains(ListParameters.group.declaration)
        else { throw .untold(Group.name.name, [Group.name.declaration]) }
        var question = ListGroups()
        question.arguments[text: Group.type.declaration] = type.rawValue
        let groups = try await service.send(question, how).page.rows
        let known = groups.map { (id: $0[Group.identifier] ?? 0, name: $0.text(Group.name)) }
        let alike = known.filter { group in
            let folded = TextFolding.fold(group.name)
            return isWhole ? folded == name : Array(folded.utf8).contains(sequence: Array(name.utf8))
        }
        let exact = alike.filter { TextFolding.fold($0.name) == name }
        if let only = exact.count == 1 ? exact.first : alike.count == 1 ? alike.first : nil { return only.id }
        let names = alike.map(\.name).joined(separator: ", ")
        throw APIError(
            .invalidInput,
            alike.isEmpty
                ? LocalizedText("There is no group “\(name)”.", "Er is geen groep “\(name)”.")
                : LocalizedText(
                    "“\(name)” may be \(names): this system filters by one group.",
                    "“\(name)” kan \(names) zijn: dit systeem filtert op één groep."))
    }
}

extension GroupType {
    fileprivate static func of(_ kind: RecordKind) -> GroupType? {
        switch kind {
        case .debtor: .debtor
        case .product: .product
        default: nil
        }
    }
}
