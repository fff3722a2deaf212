import BillingModel
import Foundation

/// One connection to a server, for the thread that it belongs to; see `PostgresThread`.
final class PostgresConnection {
    /// Tells it from every other.
    let number = StoreMoment.freshConnection()
    /// The process of the server that works for this connection.
    private(set) var process: Int32 = 0
    /// Whether something stands between us and the server that shares its connections among many.
    private(set) var isPooled = false
    /// Told of each notice, whoever gave it, and what it says.
    var onNotice: (String) -> Void = { _ in }
    /// The server warned that what it did may be lost with one of its machines.
    private(set) var hasWarned = false

    private let library: LibPQ
    private let place: PostgresPlace
    private let connection: LibPQ.Connection
    private var statements = PreparedStatements()
    private var isClosed = false
    /// Nobody knows any more what the server has done.
    private var isBroken = false

    /// Seconds to wait for an answer: longer than the server's own limit, so that this one tells of a server that does
    /// not answer at all.
    private var patience: Double

    init(_ place: PostgresPlace) throws(StoreError) {
        library = try LibPQ.installed.get()
        self.place = place
        patience = place.limits.statement + 5
        connection = try Self.connect(library, place)
        let me = Unmanaged.passUnretained(self).toOpaque()
        _ = library.setNoticeReceiver(connection, Self.receive, me)
        do throws(StoreError) {
            let told = try script(place.limits.script + "; SELECT pg_backend_pid()").first?.integer(0) ?? 0
            process = Int32(told)
            isPooled = library.backendID(connection) != process
        } catch {
            close()
            throw error
        }
    }

    deinit { close() }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        library.finish(connection)
    }

    /// To be watched for notices while nothing is asked; −1 once the connection is gone.
    var socket: Int32 { isClosed ? -1 : library.socket(connection) }

    /// Whether it can be used for the next question.
    var isGood: Bool { !isClosed && !isBroken && library.status(connection) == LibPQ.Number.connectionIsGood }

    /// Whether a statement of the transaction has failed, after which the server takes no other.
    var hasFailed: Bool { !isClosed && library.transactionStatus(connection) == LibPQ.Number.failed }

    var isInTransaction: Bool { !isClosed && library.transactionStatus(connection) != LibPQ.Number.idle }

    var serverVersion: Int { Int(library.serverVersion(connection)) }

    /// What the server says of itself, such as its encoding.
    func says(_ name: String) -> String { library.parameterStatus(connection, name).map { String(cString: $0) } ?? "" }

    /// Runs several statements without values.
    ///
    /// - Returns: The rows of the last one.
    @discardableResult
    func script(_ text: String) throws(StoreError) -> [SQLRow] {
        guard !isClosed else { throw .lost(place, "") }
        guard library.sendQuery(connection, text) == 1 else { throw lost() }
        return try answer()
    }

    /// Runs a statement with `?` for each value.
    func rows(_ query: SQLQuery) throws(StoreError) -> [SQLRow] {
        guard !isClosed else { throw .lost(place, "") }
        let arguments = try query.arguments.map { value throws(StoreError) in try Self.text(of: value) }
        switch statements.way(of: query.text) {
        case .once(let text):
            try send(arguments) { library.sendQueryParams(connection, text, $0, nil, $1, nil, nil, 0) }
        case .new(let name, let text):
            guard library.sendPrepare(connection, name, text, 0, nil) == 1 else { throw lost() }
            _ = try answer()
            statements.keep(query.text, as: name)
            try send(arguments) { library.sendQueryPrepared(connection, name, $0, $1, nil, nil, 0) }
        case .known(let name):
            try send(arguments) { library.sendQueryPrepared(connection, name, $0, $1, nil, nil, 0) }
        }
        return try answer()
    }

    /// Sends rows by the quickest way there is.
    ///
    /// - Parameter parts: Of the text that COPY takes.
    func copy(_ statement: String, _ parts: (_ take: (String) throws(StoreError) -> Void) throws(StoreError) -> Void)
        throws(StoreError)
    {
        guard !isClosed else { throw .lost(place, "") }
        guard library.sendQuery(connection, statement) == 1 else { throw lost() }
        try settle()
        guard let result = library.getResult(connection) else { throw lost() }
        let status = library.resultStatus(result)
        guard status == LibPQ.Number.copyIn else {
            let error = PostgresError(result, library)
            library.clear(result)
            _ = try? answer()
            throw error.sentence(place)
        }
        library.clear(result)
        do throws(StoreError) {
            try parts { part throws(StoreError) in try put(part) }
        } catch {
            _ = library.putCopyEnd(connection, "given up")
            _ = try? answer()
            throw error
        }
        guard library.putCopyEnd(connection, nil) == 1 else { throw lost() }
        _ = try answer()
    }

    private func put(_ part: String) throws(StoreError) {
        var part = part
        let deadline = ContinuousClock.now + .seconds(patience)
        while true {
            let done = part.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { bytes in
                    bytes.baseAddress.map { library.putCopyData(connection, $0, Int32(bytes.count)) } ?? 1
                }
            }
            guard done == 0 else {
                if done == 1 { return }
                throw lost()
            }
            // The server has enough to do for now.
            try wait(for: Int16(POLLIN | POLLOUT), until: deadline)
            guard library.flush(connection) >= 0, library.consumeInput(connection) == 1 else { throw lost() }
        }
    }

    /// Takes what the server sent without being asked, while nothing is asked.
    func takeNotices() {
        guard !isClosed else { return }
        if library.consumeInput(connection) == 0 { isBroken = true } else { tellNotices() }
    }

    private func tellNotices() {
        while let notice = library.notifies(connection) {
            let text = notice.load(as: LibPQ.Notice.self).text.map { String(cString: $0) } ?? ""
            library.freeMemory(notice)
            onNotice(text)
        }
    }

    /// Takes as long as it needs, as making an index of a million rows does.
    func withoutLimits<T>(_ work: () throws -> T) throws -> T {
        try script("SET statement_timeout = 0; SET lock_timeout = 0")
        let usual = patience
        patience = 86_400
        defer {
            patience = usual
            // In a transaction that has failed it cannot be said, nor does it hold beyond.
            _ = try? script(place.limits.script)
        }
        return try work()
    }

    /// Forgets the warnings of what was done before.
    func forgetWarnings() { hasWarned = false }

    private static let receive: LibPQ.NoticeReceiver = { context, result in
        guard let context, let result else { return }
        let me = Unmanaged<PostgresConnection>.fromOpaque(context).takeUnretainedValue()
        let severity = me.library.errorField(result, LibPQ.Number.severity).map { String(cString: $0) }
        if severity == "WARNING" { me.hasWarned = true }
    }
}

extension PostgresConnection {
    private static func connect(_ library: LibPQ, _ place: PostgresPlace) throws(StoreError) -> LibPQ.Connection {
        let parameters = try place.parametersForOpening()
        let keywords = parameters.map { strdup($0.keyword) }
        let values = parameters.map { strdup($0.value) }
        defer { for text in keywords + values { free(text) } }
        let connection = (keywords.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { keywords in
            (values.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { values -> LibPQ.Connection? in
                guard let keywords = keywords.baseAddress, let values = values.baseAddress else { return nil }
                return library.connect(keywords, values, 0)
            }
        }
        guard let connection else { throw .away(place, "") }
        guard library.status(connection) == LibPQ.Number.connectionIsGood else {
            let reason = library.errorMessage(connection).map { String(cString: $0) } ?? ""
            library.finish(connection)
            throw .away(place, reason)
        }
        _ = library.setNonBlocking(connection, 1)
        return connection
    }

    private static func text(of value: SQLValue) throws(StoreError) -> String? {
        guard value != .null else { return nil }
        let text = value.text
        try SQLValue.check(text)
        return text
    }

    private func send(_ arguments: [String?], _ sending: (Int32, LibPQ.Texts?) -> Int32) throws(StoreError) {
        let copies = arguments.map { $0.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        let sent = copies.map { UnsafePointer($0) }.withUnsafeBufferPointer {
            sending(Int32(arguments.count), arguments.isEmpty ? nil : $0.baseAddress)
        }
        guard sent == 1 else { throw lost() }
    }

    /// The rows of the last statement, once all are answered; the first error of any.
    private func answer() throws(StoreError) -> [SQLRow] {
        var rows: [SQLRow] = []
        var failure: PostgresError?
        while true {
            try settle()
            guard let result = library.getResult(connection) else { break }
            defer { library.clear(result) }
            switch library.resultStatus(result) {
            case LibPQ.Number.rows: rows = PostgresRows(result, library).all
            case LibPQ.Number.fatalError:
                failure = failure ?? PostgresError(result, library)
                // After this one the library would say the same for ever.
                if !isGood { throw lost() }
            default: break
            }
        }
        tellNotices()
        if let failure { throw failure.sentence(place) }
        return rows
    }

    /// Waits until the next result is whole.
    private func settle() throws(StoreError) {
        let deadline = ContinuousClock.now + .seconds(patience)
        while library.flush(connection) == 1 {
            try wait(for: Int16(POLLIN | POLLOUT), until: deadline)
            guard library.consumeInput(connection) == 1 else { throw lost() }
        }
        while library.isBusy(connection) == 1 {
            try wait(for: Int16(POLLIN), until: deadline)
            guard library.consumeInput(connection) == 1 else { throw lost() }
        }
    }

    private func wait(for events: Int16, until deadline: ContinuousClock.Instant) throws(StoreError) {
        while true {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { throw lost("no answer within \(Int(patience)) s") }
            var place = pollfd(fd: library.socket(connection), events: events, revents: 0)
            let ready = poll(&place, 1, Int32(left.components.seconds * 1000 + 1000))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw lost(String(cString: strerror(errno))) }
        }
    }

    /// The connection is of no more use. Its descriptor stays until its owner closes it, who may watch that.
    private func lost(_ reason: String? = nil) -> StoreError {
        isBroken = true
        return .lost(place, reason ?? library.errorMessage(connection).map { String(cString: $0) } ?? "")
    }
}
