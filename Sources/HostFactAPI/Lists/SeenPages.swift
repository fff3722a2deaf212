import BillingAPI
import BillingModel

/// Keeps rows of a system elsewhere in memory, so that going back to what was seen costs no request, and going on asks
/// only for what was not.
///
/// A list is read anew after `lifetime`, when somebody wants it anew, and after every change that was sent:
/// rows of one list carry data of others, so a change clears them all. Every page says in `readAt` how old it is.
public struct SeenPages: ServiceWrapper {
    public static let lifetime = Duration.seconds(300)

    public let service: any BillingService
    private let clock: LocalClock
    private let uptime: Uptime
    private let memory: PageMemory
    private let looks = ListLooks()

    /// - Parameter mostRows: How many rows are kept; those not used for longest go first.
    public init(
        _ service: any BillingService, mostRows: Int = 5000, clock: LocalClock = .system, uptime: Uptime = .system
    ) {
        self.service = service
        self.clock = clock
        self.uptime = uptime
        memory = PageMemory(mostRows: mostRows, lifetime: Self.lifetime)
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .reads else { return try await change(action, how) }
        if let list = action as? any ListAction {
            let page = try await answer(list, how)
            if let typed = page as? Action.Answer { return typed }
        }
        guard !how.onlySeen else { throw .neverSeen }
        return try await service.send(action, how)
    }

    private func answer<List: ListAction>(_ list: List, _ how: Sending) async throws(APIError) -> any Sendable {
        if how.onlySeen { return await seen(list) }
        guard list.conditions.isEmpty else { return try await look(through: list, how) }
        return WordSearch.isWanted(by: list) ? try await find(list, how) : try await page(list, how)
    }

    /// What is kept is dropped before and after: what is read while a change is under way may be either.
    private func change<Action: APIAction>(
        _ action: Action, _ how: Sending
    ) async throws(APIError) -> Action.Answer {
        await memory.forget()
        do throws(APIError) {
            let answer = try await service.send(action, how)
            await memory.forget()
            return answer
        } catch {
            // A change without an answer may have been made.
            await memory.forget()
            throw error
        }
    }

    func page<List: ListAction>(
        _ list: List, _ how: Sending
    ) async throws(APIError) -> Listed<List.Kind> {
        let (key, window) = (PageKey(list), PageWindow(list))
        let filters = ListParameters.filters(of: list.arguments)
        var seen = SeenRows<Record<List.Kind>>()
        if !how.anew { seen = await memory.rows(key, window, at: uptime.now()) }
        guard let missing = seen.missing(in: window) else { return Listed(seen.page(in: window), filters: filters) }
        let answer = try await ask(list, missing, key, how)
        if let page = seen.page(in: window, with: answer, id: { $0[List.Kind.identifier] }) {
            return Listed(page, filters: filters)
        }
        // The list has changed since the rest was seen.
        let whole = SeenRows<Record<List.Kind>>().missing(in: window) ?? window
        return Listed(try await ask(list, whole, key, how).page(in: window), filters: filters)
    }

    /// Rows that meet conditions which no vendor answers, as far as the list was looked through: each question looks
    /// through one page more where the rows do not suffice.
    private func look<List: ListAction>(
        through list: List, _ how: Sending
    ) async throws(APIError) -> any Sendable {
        let (asked, pushed) = try await list.narrowed(service, how)
        let key = ListLooks.Key(page: PageKey(asked), conditions: list.conditions)
        let (now, state) = (uptime.now(), await memory.state)
        var look: ListLook<List.Kind> = await looks.look(key, state: state, at: now, anew: how.anew)
        let window = PageWindow(list)
        if look.rows.count < window.offset + window.limit, !look.isWhole {
            var next = asked
            (next[ListParameters.offset], next[ListParameters.limit]) = (look.next, ListParameters.mostRows)
            try look.take(
                try await page(next, how).page, meeting: list.conditions, pushed, among: List.defaults.columns)
            await looks.keep(look, key)
        }
        return Listed(look.page(in: window), filters: ListParameters.filters(of: list.arguments))
    }

    /// What was seen, of whichever search in whichever order, that will be among what the system finds.
    private func seen<List: ListAction>(_ list: List) async -> any Sendable {
        let stretches: [SeenRows<Record<List.Kind>>.Stretch] = await memory.everything(
            of: PageKey(list), at: uptime.now())
        return Listed(list.matches(among: stretches), filters: ListParameters.filters(of: list.arguments))
    }

    private func ask<List: ListAction>(
        _ list: List, _ window: PageWindow, _ key: PageKey, _ how: Sending
    ) async throws(APIError) -> SeenRows<Record<List.Kind>> {
        let (asked, moment, state) = (uptime.now(), clock.now(), await memory.state)
        let page = try await service.send(list.asking(for: window), how).page
        let stretch = SeenRows<Record<List.Kind>>.Stretch(
            offset: page.offset, rows: page.rows, readAt: moment, asked: asked)
        await memory.keep(stretch, key, total: page.total, state: state, replacesAll: how.anew)
        return SeenRows(stretches: [stretch], total: page.total, state: await memory.state)
    }
}

extension ListAction {
    func asking(for window: PageWindow) -> Self {
        var list = self
        list[ListParameters.offset] = window.offset
        list[ListParameters.limit] = window.limit
        return list
    }
}

extension PageKey {
    /// Counting is not part of it: a system elsewhere tells its total with every page.
    fileprivate init(_ list: some ListAction) {
        var arguments = list.arguments
        arguments[ListParameters.offset] = nil
        arguments[ListParameters.limit] = nil
        self.init(list: type(of: list).declaration.name, arguments: arguments)
    }
}

extension PageWindow {
    init(_ list: some ListAction) {
        self.init(offset: list[ListParameters.offset] ?? 0, limit: list.arguments.rowLimit)
    }
}
