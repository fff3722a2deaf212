import BillingAPI
import BillingClient
import BillingEngine
import BillingModel
import Console
import Journal
import Synchronization
import TerminalCore
import TerminalNcurses

/// Opens systems for a console, and keeps what goes on beside them until it ends.
@MainActor final class SystemDesk {
    private let first: DataChoice
    private let theme: Theme
    private let keys: KeyMap
    private let terminal: NcursesTerminal
    private var themes: [SystemID: Theme] = [:]
    private var deliveries: [Task<Void, Never>] = []

    /// - Parameter first: What the console was started with; its options hold for every other system too.
    init(like first: DataChoice, theme: Theme, keys: KeyMap, terminal: NcursesTerminal) {
        self.first = first
        self.theme = theme
        self.keys = keys
        self.terminal = terminal
    }

    /// Opens the system of a profile.
    func open(_ profile: String) async throws(APIError) -> OpenSystem {
        var data = DataChoice()
        data.profileName = profile
        data.isReadOnlyByOption = first.isReadOnlyByOption
        data.languageByOption = first.languageByOption
        data = try await ProfileDesk.settled(data)
        let choice = data
        // Its command may ask for a passphrase.
        let asks = data.runsCommand
        let opening: @Sendable () async -> Result<Connection, any Error> = {
            await Result { try await choice.open(staysOpen: true) }
        }
        let opened = asks ? await terminal.lend(opening) : await opening()
        do {
            return system(data, try opened.get())
        } catch {
            throw (error as? APIError) ?? .unforeseen(error)
        }
    }

    /// What was opened, as the console has it.
    func system(_ data: DataChoice, _ connection: Connection) -> OpenSystem {
        let id = data.system
        themes[id] = data.theme(theme)
        let texts = Texts(data.language)
        var greeting = (data.warnings + [data.sharingProblem, connection.notice].compactMap { $0 }).map {
            $0[data.language]
        }
        if connection.isFirstStart { greeting.append(texts.demoCreated(Places.database, keys)) }
        var system = OpenSystem(
            id: id, name: data.profile?.name ?? data.place,
            banner: Banner(place: data.place, isDemo: connection.isDemo, isReadOnly: data.isReadOnly),
            service: connection.service,
            backend: data.backend(of: connection),
            texts: texts, clock: connection.clock, greeting: greeting.isEmpty ? nil : greeting.joined(separator: " "),
            tellsRecords: connection.engine?.tellsRecords == true,
            // Whatever tells of single records is a server.
            losesAnswers: connection.engine.map(\.tellsRecords) ?? true,
            history: Self.history(of: connection),
            news: connection.news { [weak self] in await self?.deliver($0) })
        system.presence = connection.presence
        if connection.engine == nil, let profile = data.profile {
            system.pace = BulkPace(
                halfOf: profile.requestsPerMinute, burst: SharedBudget.burst(of: profile.requestsPerMinute))
        }
        system.callOptions = data.callOptions
        system.refresh = connection.refresh
        system.isProduction = data.profile?.isProduction == true
        return system
    }

    /// Of a system elsewhere that is none of ours, and of every M4, there is only what is written down here before it is
    /// sent.
    private static func history(of connection: Connection) -> SystemHistory? {
        let (service, isElsewhere) = (connection.service, connection.engine == nil)
        return connection.history.map { history in
            SystemHistory(history, isOwn: history is FileHistory || isElsewhere && !service.honoursConditions)
        }
    }

    /// Hands mails over from when a system is taken into the console; an opening that was given up delivers nothing.
    private func deliver(_ mail: MailDelivery) async {
        let delivery = Task { await mail.run() }
        deliveries.append(delivery)
        await delivery.value
    }

    /// The banner's colour is that of the system in view.
    func dress(for system: SystemID) {
        if let theme = themes[system] { terminal.theme = theme }
    }

    /// Returns when nothing goes on any more.
    func close() async {
        for delivery in deliveries { delivery.cancel() }
        for delivery in deliveries { await delivery.value }
    }
}

extension Connection {
    /// How often the record of an open form is read again: an embedded system tells what has changed, a `balied` is cheap
    /// to ask, and a vendor's requests are counted.
    fileprivate var refresh: (@Sendable () -> Duration)? {
        guard engine == nil else { return nil }
        return { [service] in service.honoursConditions ? .seconds(30) : .seconds(300) }
    }

    /// What happens to an embedded system by itself, and what goes wrong beside the answers of one elsewhere.
    ///
    /// - Parameter deliver: Hands its mails over until the console ends.
    fileprivate func news(
        _ deliver: @escaping @Sendable (MailDelivery) async -> Void
    ) -> (@Sendable (_ tell: @escaping @Sendable (SystemNews) async -> Void) async -> Void)? {
        guard let engine else {
            guard let troubles else { return nil }
            return { tell in
                for await trouble in troubles { await tell(.trouble(trouble)) }
            }
        }
        return { [mail, preparation] tell in
            await withTaskGroup(of: Void.self) { group in
                if let mail { group.addTask { await deliver(mail) } }
                group.addTask {
                    await engine.watch { found in
                        switch found {
                        case .success(let change): await tell(.changed(change))
                        case .failure(let error): await tell(.trouble(error))
                        }
                    }
                }
                if let preparation { group.addTask { await Self.prepare(preparation, tell) } }
            }
        }
    }

    /// What an earlier version wrote becomes findable by everything while staff work. A part that is cut off when they
    /// leave is done again by the next program.
    private static func prepare(
        _ preparation: SearchPreparation, _ tell: @Sendable (SystemNews) async -> Void
    ) async {
        let isTold = Mutex(false)
        await preparation.run { event in
            switch event {
            case .progress(let progress):
                await tell(.preparation(SearchProgress(done: progress.done, total: progress.total)))
            case .finished: await tell(.preparation(nil))
            case .trouble(let error):
                // Once, and not each minute.
                let isNew = isTold.withLock { told in
                    defer { told = true }
                    return !told
                }
                if isNew { await tell(.trouble(error)) }
            }
        }
    }
}
