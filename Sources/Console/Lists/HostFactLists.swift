import BillingAPI
import HostFactAPI

extension ListRequest {
    /// The vendor's list parameters for this request.
    func arguments() -> Arguments {
        var arguments = Arguments()
        arguments[ListParameters.offset] = offset
        arguments[ListParameters.limit] = limit
        if !sort.isEmpty { arguments[ListParameters.sort] = sort }
        arguments[ListParameters.order] = ascending ? ListParameters.ascending : ListParameters.descending
        if !filter.isEmpty { arguments[ListParameters.searchFor] = filter }
        return arguments
    }

    /// Asks one of the vendor's lists for this window.
    func answer<Action: ListAction>(
        _ action: Action.Type, searchingAt columns: [String] = [], status: String? = nil,
        from service: any BillingService
    ) async throws(APIError) -> Page<Record<Action.Kind>> {
        var list = Action(arguments())
        list.countsAll = countsAll
        list.mostCounted = mostCounted
        (list.findsWords, list.tellsMore) = (true, true)
        (list.conditions, list.thenBy) = (conditions, thenBy)
        if !filter.isEmpty, !columns.isEmpty {
            list[ListParameters.searchAt] = columns.joined(separator: "|")
        }
        list.arguments[text: ListParameters.status.declaration] = status
        return try await service.send(list).page
    }
}
