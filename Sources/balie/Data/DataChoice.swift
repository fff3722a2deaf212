import BillingAPI
import BillingEngine
import BillingModel
import Foundation
import Profiles
import ProgramOutput
import SQLStore

/// Which data to work on, and how.
struct DataChoice: Sendable {
    var database: String?
    var profileName: String?
    var isReadOnlyByOption = false
    var languageByOption: Language?
    /// A line for the shell that prints the password of a database on a server.
    var passwordCommandByOption: String?
    /// Whether a command may ask for something at the terminal when the system is opened.
    var mayAsk = true
    /// The profile that name or default lead to; nil is a database.
    private(set) var profile: Profile?
    /// How mail leaves the embedded system, if it is to.
    private(set) var mail = MailSettings()
    /// Whether the console takes clicks and the wheel from its start on.
    private(set) var usesMouse = false
    /// What the configuration allows, but should be known.
    private(set) var warnings: [LocalizedText] = []

    var isReadOnly: Bool { isReadOnlyByOption || profile?.isReadOnly == true }
    var language: Language { languageByOption ?? profile?.language ?? Places.language }
    var isRemote: Bool { profile?.kind.isRemote == true }

    /// The system behind the profile; nil of what is embedded.
    var remoteSystem: RemoteSystem? { profile.flatMap { $0.kind.isRemote ? RemoteSystem($0) : nil } }

    /// The database's URL, of what is embedded.
    var url: String { database ?? profile?.database ?? "sqlite:\(Places.database)" }

    /// The command that prints the database's password, if any.
    var passwordCommand: String? {
        get throws(APIError) {
            try PasswordCommand.line(
                for: isRemote ? "" : url, option: ("--password-command", passwordCommandByOption),
                configured: database == nil ? profile?.passwordCommand : nil, ProgramEnvironment.variables)
        }
    }

    /// Whether opening it runs a command, which may ask for a passphrase.
    var runsCommand: Bool {
        if case .command = profile?.key { return true }
        return (try? passwordCommand) != nil
    }

    /// The URL without what stands before an @, which may be a password.
    var shownURL: String {
        guard let at = url.lastIndex(of: "@"), let colon = url.firstIndex(of: ":") else { return url }
        return url[...colon] + "//…" + url[at...]
    }

    /// What names the same system on a command line, from whatever folder; never a password.
    var callOptions: [String] {
        if let profile { return ["--profile", profile.name] }
        guard database != nil else { return [] }
        guard let at = identity.lastIndex(of: "@"), let start = identity.range(of: "//")?.upperBound, start < at else {
            return ["--database", identity]
        }
        let user = identity[start..<at].prefix { $0 != ":" }
        return ["--database", String(identity[..<start] + user + identity[at...])]
    }

    /// What the database is known by to whoever comes back to it: the same from whatever folder Balie is started.
    var identity: String {
        let start = "sqlite:"
        guard url.hasPrefix(start) else { return url }
        return start + URL(fileURLWithPath: String(url.dropFirst(start.count))).standardizedFileURL.path
    }

    /// By which records, drafts and intents are known.
    var system: SystemID { profile.map { .profile($0.name) } ?? .database(identity) }

    /// The place as the banner names it.
    var place: String {
        if let profile { return profile.place }
        return Engine.serverName(of: url) ?? url.split(separator: "/").last.map(String.init) ?? url
    }

    /// Finds the profile. Where there is no configuration this costs one look at the disk.
    mutating func settle() throws(APIError) {
        guard database == nil || profileName == nil else {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "--profile and --database name two places; give one of them.",
                    "--profile en --database noemen twee plaatsen; geef er één op."))
        }
        let file = Places.configuration
        guard profileName != nil || file.exists else { return }
        guard database == nil else {
            // Who names a database is not kept from it by a configuration that cannot be read.
            let configuration = try? file.read()
            mail = configuration?.mail ?? MailSettings()
            usesMouse = configuration?.usesMouse == true
            return
        }
        let configuration = try file.read()
        mail = configuration.mail
        usesMouse = configuration.usesMouse
        guard let name = profileName ?? configuration.defaultProfile else { return }
        profile = try configuration.profile(named: name)
        warnings = configuration.warnings
    }

    /// Takes a profile that was found elsewhere.
    mutating func take(_ profile: Profile) { self.profile = profile }

    /// As `settle`; what is wrong is told on standard error.
    mutating func settleOrLeave() throws {
        do throws(APIError) {
            try settle()
        } catch {
            StandardError.tell(error, in: language)
            throw ExitStatus(opening: error)
        }
    }

    /// Opens the system or the database.
    ///
    /// - Parameters:
    ///   - access: What is to be done with a database; a read-only session only ever reads.
    ///   - staysOpen: For someone who looks around; a single call has no use for memory, nor for what others change.
    func open(for access: StoreAccess = .making, staysOpen: Bool = false) async throws -> Connection {
        if let remoteSystem {
            _ = try passwordCommand
            return try await connection(to: remoteSystem, staysOpen: staysOpen)
        }
        let (store, isFirstStart) = try await store(for: access)
        // What a server that no longer runs has left. Who cannot get a turn for it works on all the same; who only
        // reads takes none.
        if !isReadOnly, access != .reading { try? await KeptAnswers(store: store).removeOld() }
        let engine = EngineService(store: store)
        guard staysOpen else {
            return Connection(
                service: ServiceStack.console(over: engine, readOnly: remedy), clock: engine.installationClock,
                mail: try delivery(from: store))
        }
        let watched = try await ChangesOfOthers(engine, sealer: isReadOnly ? nil : JournalSealer(store: store))
        let preparation = SearchPreparation(store: store)
        return Connection(
            engine: watched, service: ServiceStack.console(over: watched, readOnly: remedy),
            clock: engine.installationClock, mail: try delivery(from: store),
            preparation: isReadOnly ? nil : preparation,
            history: DatabaseJournal(store: store),
            presence: isReadOnly
                ? nil
                : OwnPresence(in: PresenceTable(beside: store)) { await OwnAuthor.ofThisProgram.known().present },
            isFirstStart: isFirstStart,
            isDemo: try await DemoData.isPresent(in: store),
            notice: isReadOnly ? try await Self.unprepared(preparation) : nil)
    }

    private func connection(to system: RemoteSystem, staysOpen: Bool) async throws(APIError) -> Connection {
        let language = language
        guard staysOpen else {
            let service = try await system.service(readOnly: remedy) { StandardError.write($0[language]) }
            return Connection(service: service)
        }
        let (troubles, tell) = AsyncStream.makeStream(of: APIError.self)
        let opened = try await system.opened(readOnly: remedy, keepsLists: true) {
            tell.yield(APIError(.failure, $0))
        }
        return Connection(
            service: opened.service, troubles: troubles, history: opened.history,
            presence: isReadOnly ? nil : opened.presence)
    }

    /// What somebody who may write nothing is told of rows that an earlier version wrote.
    private static func unprepared(_ preparation: SearchPreparation) async throws -> LocalizedText? {
        guard let progress = try await preparation.progress() else { return nil }
        let left = progress.total - progress.done
        return LocalizedText(
            "A search does not look everywhere yet in \(left) of \(progress.total) records. Open the database without --read-only to prepare it.",
            "Zoeken kijkt in \(left) van \(progress.total) records nog niet overal. Open de database zonder --read-only om dat voor te bereiden."
        )
    }

    /// The database, and whether this call made it.
    ///
    /// One that was named is made only by whoever may make it, since a name may be mistyped. Balie's own is made, with
    /// demo data, by whatever comes first and may write.
    func store(for access: StoreAccess) async throws -> (store: any SQLStore, isFirstStart: Bool) {
        let access = isReadOnly ? .readOnly : access
        guard isOwn else {
            return (try await Engine.opened(url, password: try await password(), access: access), false)
        }
        _ = try passwordCommand
        if let store = try await ownStore(for: access) { return (store, false) }
        guard !isReadOnly else { throw Self.notMadeYet }
        let store = try await Engine.opened(url)
        return (store, try await DemoData.fillIfEmpty(store))
    }

    /// The first connection's is asked for here, where the terminal may be free for a question.
    private func password() async throws(APIError) -> DatabasePassword? {
        guard let line = try passwordCommand else { return nil }
        let command = PasswordCommand(line, mayAsk: false)
        try await command.prepare(mayAsk: mayAsk)
        return { () throws(APIError) in try command.password() }
    }

    /// Balie's own database for somebody who only reads; nil where it has to be made first.
    private func ownStore(for access: StoreAccess) async throws -> (any SQLStore)? {
        guard access == .reading || access == .readOnly else { return nil }
        do {
            let store = try await Engine.opened(url, access: access)
            return try await DemoData.isMissing(in: store) ? nil : store
        } catch let error as APIError where error.kind == .invalidInput {
            return nil
        }
    }

    private static var notMadeYet: APIError {
        APIError(
            .invalidInput,
            LocalizedText(
                "There is no database yet, and a read-only session makes none. Start Balie once without --read-only: it makes \(Places.database), with demo data.",
                "Er is nog geen database, en een alleen-lezen sessie maakt er geen. Start Balie eenmaal zonder --read-only: dan komt \(Places.database), met demogegevens."
            ))
    }

    /// Whether it is the database that Balie keeps without being told.
    var isOwn: Bool { !isRemote && database == nil && profile?.database == nil }

    /// What hands this database's mails over, where the configuration names a command; a reader sends nothing.
    private func delivery(from store: any SQLStore) throws(APIError) -> MailDelivery? {
        guard let command = mail.command, !isReadOnly else { return nil }
        return MailDelivery(store: store, try MailDelivery.Settings(line: command, from: mail.from ?? ""))
    }

    /// What lets staff write here; nil where they may.
    private var remedy: LocalizedText? {
        guard isReadOnly else { return nil }
        guard let profile, profile.isReadOnly else { return ReadOnlyService.otherStart }
        return LocalizedText(
            "Profile “\(profile.name)” has read_only = true in config.toml.",
            "Profiel “\(profile.name)” heeft read_only = true in config.toml.")
    }
}

/// An open system and what the banner says of it.
struct Connection: Sendable {
    /// The embedded engine, in which the changes of others can be watched; nil for a system elsewhere.
    var engine: ChangesOfOthers?
    var service: any BillingService
    /// By which its days begin.
    var clock = LocalClock.system
    /// What goes wrong beside the answers of a system elsewhere.
    var troubles: AsyncStream<APIError>?
    /// Sends the mails that this system queues; nil where they wait for another program.
    var mail: MailDelivery?
    /// Brings what rows are found by up to date; nil for a system elsewhere.
    var preparation: SearchPreparation?
    /// What was done to its records, as a journal tells.
    var history: (any RecordHistory)?
    /// Who has which record open; nil for who may write nothing, and so says nothing.
    var presence: (any PresenceBook)?
    var isFirstStart = false
    var isDemo = false
    /// What staff should know of the data.
    var notice: LocalizedText?
}
