import BillingAPI
import BillingModel

/// The copy of an M4's users, and the one request that renews it.
actor DirectoryCopy {
    private struct Snapshot: Sendable {
        var number: Int
        var index: UserIndex
        /// When M4 was asked, for staff and for the age.
        var readAt: LocalTime
        var asked: Duration
    }

    private struct Fetch {
        var state: Int
        var task: Task<Result<Snapshot, APIError>, Never>
    }

    private let service: any BillingService
    private let lifetime: Duration
    private let clock: LocalClock
    private let uptime: Uptime
    private var kept: Snapshot?
    private var fetching: Fetch?
    private var fetches = 0
    /// Another number after every change: a copy asked for before it is not shown after it.
    private var state = 0

    init(_ service: any BillingService, lifetime: Duration, clock: LocalClock, uptime: Uptime) {
        self.service = service
        self.lifetime = lifetime
        self.clock = clock
        self.uptime = uptime
    }

    func page(_ browse: BrowseUsers, _ how: Sending) async throws(APIError) -> Page<Record<User>> {
        var snapshot = try await snapshot(how)
        var page = try snapshot.index.page(browse)
        page.readAt = snapshot.readAt
        // The order and the hits just worked out serve the next window.
        if kept?.number == snapshot.number { kept = snapshot }
        return page
    }

    func forget() {
        state += 1
        kept = nil
    }

    private func snapshot(_ how: Sending) async throws(APIError) -> Snapshot {
        if how.onlySeen {
            guard let kept else { throw .neverSeen }
            return kept
        }
        while true {
            if !how.anew, let kept, uptime.now() - kept.asked < lifetime { return kept }
            let fetch = fetching ?? start(how)
            let result = await fetch.task.value
            // A change was sent while M4 was asked: these users may be those from before it.
            guard fetch.state == state else { continue }
            return try result.get()
        }
    }

    /// A task of its own: whoever asked may give up, and others may have joined.
    private func start(_ how: Sending) -> Fetch {
        fetches += 1
        let (number, state) = (fetches, state)
        let fetch = Fetch(state: state, task: Task { await read(number, state, how) })
        fetching = fetch
        return fetch
    }

    private func read(_ number: Int, _ state: Int, _ how: Sending) async -> Result<Snapshot, APIError> {
        defer { fetching = nil }
        let (asked, readAt) = (uptime.now(), clock.now())
        var list = ListUsers()
        list[ListUsers.user] = ListUsers.all
        do throws(APIError) {
            let users = try await service.send(list, how).users
            let snapshot = Snapshot(number: number, index: UserIndex(users), readAt: readAt, asked: asked)
            if state == self.state { kept = snapshot }
            return .success(snapshot)
        } catch {
            return .failure(error)
        }
    }
}
