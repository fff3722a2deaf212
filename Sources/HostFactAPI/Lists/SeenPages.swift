import BillingAPI
import BillingModel

/// Keeps list answers of a system elsewhere in memory, so that going back to rows already seen costs no request.
///
/// A list is read anew after `lifetime`, when somebody wants it anew, and after every change that was sent:
/// rows of one list carry data of others, so a change clears them all. Every page says in `readAt` how old it is.
public struct SeenPages: ServiceWrapper {
    public static let lifetime = Duration.seconds(300)

    public let service: any BillingService
    private let clock: LocalClock
    private let uptime: Uptime
    private let memory: PageMemory

    /// - Parameter mostRows: How many rows are kept; the answers not used for longest go first.
    public init(
        _ service: any BillingService, mostRows: Int = 20_000, clock: LocalClock = .system, uptime: Uptime = .system
    ) {
        self.service = service
        self.clock = clock
        self.uptime = uptime
        memory = PageMemory(mostRows: mostRows, lifetime: Self.lifetime)
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        guard Action.declaration.access == .reads else { return try await change(action, how) }
        if let list = action as? any ListAction {
            let page = try await page(list, how)
            if let typed = page as? Action.Answer { return typed }
        }
        return try await service.send(action, how)
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

    private func page<List: ListAction>(_ list: List, _ how: Sending) async throws(APIError) -> any Sendable {
        let key = PageKey(list)
        let wanted = PageWindow(list)
        if !how.anew, let kept = await memory.page(key, wanted, at: uptime.now()) as? Listed<List.Kind> {
            return kept.part(in: wanted)
        }
        let (asked, moment, state) = (uptime.now(), clock.now(), await memory.state)
        var page = try await service.send(list.asking(for: wanted.widened), how)
        page.readAt = moment
        let place = PagePlace(offset: page.offset, count: page.rows.count, total: page.total)
        await memory.keep(page, key, place, asked: asked, state: state, replacesAll: how.anew)
        return page.part(in: wanted)
    }
}

extension ListAction {
    fileprivate func asking(for window: PageWindow) -> Self {
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
    fileprivate init(_ list: some ListAction) {
        self.init(
            offset: list[ListParameters.offset] ?? 0, limit: list[ListParameters.limit] ?? ListParameters.mostRows)
    }
}

extension Listed {
    /// The rows of a window inside this page, with the age of the whole.
    fileprivate func part(in window: PageWindow) -> Listed {
        let skipped = max(0, window.offset - page.offset)
        var part = self
        part.page.offset += skipped
        part.page.rows = Array(page.rows.dropFirst(skipped).prefix(window.limit))
        return part
    }
}
