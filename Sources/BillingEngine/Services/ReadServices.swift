import BillingAPI
import BillingModel
import HostFactAPI
import SQLStore

extension ListServices: EngineAction {
    func run(in context: EngineContext) throws -> Listed<Subscription> {
        var query = try query(on: ServiceTable.source(context.today), in: context)
        try addStatus(to: &query, context.today)
        return try page(of: query, in: context) {
            try ServiceTable.records($0, context.today, in: context.transaction)
        }
    }

    /// One state or several; an empty text is all. Source: HostFact reference, 3.1.
    private func addStatus(to query: inout ListQuery, _ today: CalendarDate) throws {
        let text = arguments[text: ListParameters.status.declaration] ?? Self.defaults.status ?? ""
        let given = Set(text.split(separator: "|").map(String.init))
        let known: Set = [Subscription.active, Subscription.ended]
        guard given.isSubset(of: known) else {
            throw APIError(problems: [
                Problem(naming: ListParameters.status.declaration) {
                    LocalizedText(
                        "\($0.english): “\(text)” is not one of active, terminated; empty is all, several are joined with |.",
                        "\($0.dutch): “\(text)” is niet een van active, terminated; leeg is alle, meer worden gescheiden door |."
                    )
                }
            ])
        }
        guard !given.isEmpty, given != known else { return }
        // Among services of one state, sorting by it leaves the order of the ids.
        if query.sort.expression == query.source.columns[Subscription.status.name]?.expression {
            query.sort = SourceColumn(query.source.key, .identifier)
        }
        let ended = ServiceTable.hasEnded(today)
        let isOnlyCondition = query.conditions.isEmpty && query.words.isEmpty
        let endedCount = "SELECT count(*) FROM \(Tables.Name.service) WHERE " + ended
        if given == [Subscription.active] {
            query.conditions.append("NOT (" + ended + ")")
            if isOnlyCondition {
                query.quickTotal = { try $0.count(Tables.service) - $0.integer(endedCount) }
            }
        } else {
            query.conditions.append(ended)
            if isOnlyCondition { query.quickTotal = { try $0.integer(endedCount) } }
        }
    }
}

extension ShowService: EngineAction {
    func run(in context: EngineContext) throws -> Found<Subscription> {
        let id = try identity(Subscription.identifier)
        return Found(try ServiceTable.record(id, context.today, in: context.transaction))
    }
}
