import Foundation

/// PostgreSQL's client library, opened when a database of that kind is first named.
///
/// Linking it would cost every start 3 ms, and nobody who keeps his data in a file needs to have it. Source for what
/// the functions do: PostgreSQL 15, chapter 34.
struct LibPQ: Sendable {
    typealias Connection = OpaquePointer
    typealias Result = OpaquePointer
    typealias Texts = UnsafePointer<UnsafePointer<CChar>?>
    typealias NoticeReceiver = @convention(c) (UnsafeMutableRawPointer?, Result?) -> Void

    let connect: @convention(c) (Texts, Texts, Int32) -> Connection?
    let status: @convention(c) (Connection) -> Int32
    let errorMessage: @convention(c) (Connection) -> UnsafePointer<CChar>?
    let finish: @convention(c) (Connection) -> Void
    let socket: @convention(c) (Connection) -> Int32
    let setNonBlocking: @convention(c) (Connection, Int32) -> Int32
    let backendID: @convention(c) (Connection) -> Int32
    let transactionStatus: @convention(c) (Connection) -> Int32
    let serverVersion: @convention(c) (Connection) -> Int32
    let parameterStatus: @convention(c) (Connection, UnsafePointer<CChar>) -> UnsafePointer<CChar>?
    let setNoticeReceiver: @convention(c) (Connection, NoticeReceiver?, UnsafeMutableRawPointer?) -> NoticeReceiver?

    let sendQuery: @convention(c) (Connection, UnsafePointer<CChar>) -> Int32
    let sendQueryParams:
        @convention(c) (
            Connection, UnsafePointer<CChar>, Int32, UnsafePointer<UInt32>?, Texts?, UnsafePointer<Int32>?,
            UnsafePointer<Int32>?, Int32
        ) -> Int32
    let sendPrepare:
        @convention(c) (Connection, UnsafePointer<CChar>, UnsafePointer<CChar>, Int32, UnsafePointer<UInt32>?) -> Int32
    let sendQueryPrepared:
        @convention(c) (
            Connection, UnsafePointer<CChar>, Int32, Texts?, UnsafePointer<Int32>?, UnsafePointer<Int32>?, Int32
        ) -> Int32
    let flush: @convention(c) (Connection) -> Int32
    let consumeInput: @convention(c) (Connection) -> Int32
    let isBusy: @convention(c) (Connection) -> Int32
    let getResult: @convention(c) (Connection) -> Result?
    let putCopyData: @convention(c) (Connection, UnsafePointer<CChar>, Int32) -> Int32
    let putCopyEnd: @convention(c) (Connection, UnsafePointer<CChar>?) -> Int32
    let notifies: @convention(c) (Connection) -> UnsafeMutableRawPointer?
    let freeMemory: @convention(c) (UnsafeMutableRawPointer?) -> Void

    let resultStatus: @convention(c) (Result?) -> Int32
    let errorField: @convention(c) (Result?, Int32) -> UnsafePointer<CChar>?
    let clear: @convention(c) (Result?) -> Void
    let rowCount: @convention(c) (Result) -> Int32
    let columnCount: @convention(c) (Result) -> Int32
    let columnName: @convention(c) (Result, Int32) -> UnsafePointer<CChar>?
    let columnType: @convention(c) (Result, Int32) -> UInt32
    let isNull: @convention(c) (Result, Int32, Int32) -> Int32
    let value: @convention(c) (Result, Int32, Int32) -> UnsafeMutablePointer<CChar>?
    let length: @convention(c) (Result, Int32, Int32) -> Int32

    let parse:
        @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?)
            -> UnsafeMutableRawPointer?
    let freeOptions: @convention(c) (UnsafeMutableRawPointer?) -> Void

    /// `PQconninfoOption` of libpq-fe.h, to the first of which `parse` points; the last has no keyword.
    struct Option {
        var keyword: UnsafeMutablePointer<CChar>?
        var environment: UnsafeMutablePointer<CChar>?
        var compiled: UnsafeMutablePointer<CChar>?
        var value: UnsafeMutablePointer<CChar>?
        var label: UnsafeMutablePointer<CChar>?
        var display: UnsafeMutablePointer<CChar>?
        var size: Int32
    }

    /// The beginning of `PGnotify` of libpq-fe.h, to which `notifies` points.
    struct Notice {
        var channel: UnsafeMutablePointer<CChar>?
        var process: Int32
        var text: UnsafeMutablePointer<CChar>?
    }

    /// `ConnStatusType`, `ExecStatusType`, `PGTransactionStatusType` and the fields of an error, as libpq-fe.h and
    /// postgres_ext.h number them; a later version only adds to them.
    enum Number {
        static let connectionIsGood: Int32 = 0
        static let commandDone: Int32 = 1
        static let rows: Int32 = 2
        static let copyIn: Int32 = 4
        static let fatalError: Int32 = 7
        static let idle: Int32 = 0
        static let failed: Int32 = 3
        static let severity = Int32(UInt8(ascii: "V"))
        static let state = Int32(UInt8(ascii: "C"))
        static let message = Int32(UInt8(ascii: "M"))
    }

    /// The library of this machine, looked for once.
    static let installed = Swift.Result<LibPQ, StoreError>.of { () throws(StoreError) in try LibPQ() }

    private init() throws(StoreError) {
        guard let library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL) else { throw Self.missing }
        func function<T>(_ name: String, _ type: T.Type = T.self) throws(StoreError) -> T {
            guard let address = dlsym(library, name) else { throw Self.missing }
            // The declarations above are libpq-fe.h's, which its version 5 does not change.
            return unsafeBitCast(address, to: type)
        }
        connect = try function("PQconnectdbParams")
        status = try function("PQstatus")
        errorMessage = try function("PQerrorMessage")
        finish = try function("PQfinish")
        socket = try function("PQsocket")
        setNonBlocking = try function("PQsetnonblocking")
        backendID = try function("PQbackendPID")
        transactionStatus = try function("PQtransactionStatus")
        serverVersion = try function("PQserverVersion")
        parameterStatus = try function("PQparameterStatus")
        setNoticeReceiver = try function("PQsetNoticeReceiver")
        sendQuery = try function("PQsendQuery")
        sendQueryParams = try function("PQsendQueryParams")
        sendPrepare = try function("PQsendPrepare")
        sendQueryPrepared = try function("PQsendQueryPrepared")
        flush = try function("PQflush")
        consumeInput = try function("PQconsumeInput")
        isBusy = try function("PQisBusy")
        getResult = try function("PQgetResult")
        putCopyData = try function("PQputCopyData")
        putCopyEnd = try function("PQputCopyEnd")
        notifies = try function("PQnotifies")
        freeMemory = try function("PQfreemem")
        resultStatus = try function("PQresultStatus")
        errorField = try function("PQresultErrorField")
        clear = try function("PQclear")
        rowCount = try function("PQntuples")
        columnCount = try function("PQnfields")
        columnName = try function("PQfname")
        columnType = try function("PQftype")
        isNull = try function("PQgetisnull")
        value = try function("PQgetvalue")
        length = try function("PQgetlength")
        parse = try function("PQconninfoParse")
        freeOptions = try function("PQconninfoFree")
    }

    private static let missing = StoreError(
        .failure, "PostgreSQL's client library is not installed. On Debian: apt install libpq5.",
        "De clientbibliotheek van PostgreSQL is niet geïnstalleerd. Op Debian: apt install libpq5.")
}

extension Swift.Result {
    /// What some work ends with.
    fileprivate static func of(_ work: () throws(Failure) -> Success) -> Self {
        do throws(Failure) {
            return .success(try work())
        } catch {
            return .failure(error)
        }
    }
}
