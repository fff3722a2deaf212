import AsyncHTTPClient
import BillingAPI
import BillingModel
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Carries requests to a system over HTTP or HTTPS.
///
/// A request is tried once; but a read whose connection was kept and ended without an answer is tried again. Redirects are never followed: a redirected POST loses its body, and the key goes to no
/// other address. Every failure is `.unreachable` while the body has not left, else `.unknownOutcome`.
public struct HTTPTransport: Transport {
    private let settings: HTTPSettings
    private let tls: TLSConfiguration?
    private let clock: DeadlineClock
    private let kept: KeptConnections

    /// - Throws: `.invalidInput` when the file of authorities cannot be read.
    public init(_ settings: HTTPSettings) throws(APIError) {
        try self.init(settings, clock: .system)
    }

    init(
        _ settings: HTTPSettings, clock: DeadlineClock, kept: KeptConnections = .shared
    ) throws(APIError) {
        self.kept = kept
        self.settings = settings
        self.clock = clock
        tls = settings.address.isSecure ? try Self.tls(settings.authorities) : nil
    }

    private static func tls(_ authorities: String?) throws(APIError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        guard let authorities else { return tls }
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(authorities)
            guard !certificates.isEmpty else { throw NIOSSLError.failedToLoadCertificate }
            tls.additionalTrustRoots = [.certificates(certificates)]
        } catch {
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "The file of authorities “\(authorities)” cannot be read; it must be readable and hold certificates in PEM.",
                    "Het bestand met autoriteiten “\(authorities)” is niet te lezen; het moet leesbaar zijn en certificaten in PEM bevatten."
                ))
        }
        return tls
    }

    public func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        let departure = Departure()
        // Awaited also when it is late: only then is it known whether the request has left.
        let result = await clock.race(until: clock.now() + settings.deadline, overtaken: .isAwaited) {
            () async -> Result<WireResponse, any Error> in
            do { return .success(try await exchange(request, departure)) } catch { return .failure(error) }
        }
        let failure: CarryProblem
        switch result {
        case .success(let response)?: return response
        case .failure(let error as CarryProblem)?: failure = error
        case .failure(let error)?: failure = await CarryProblem(error, settings, tls, hasLeft: departure.hasLeft)
        case nil: failure = Task.isCancelled ? .cancelled : .noAnswer
        }
        throw failure.error(at: settings, hasLeft: departure.hasLeft)
    }

    private func exchange(_ request: WireRequest, _ departure: Departure) async throws -> WireResponse {
        let origin = settings.address.origin
        let way = kept.begin(request, to: origin, at: clock.now())
        var answered: ContinuousClock.Instant?
        defer { kept.end(way, to: origin, answered: answered) }
        let response: WireResponse
        do {
            response = try await exchange(request, departure, keeping: way.keeping)
        } catch {
            guard way.isRepeated, !Task.isCancelled,
                case .closed = await CarryProblem(error, settings, tls, hasLeft: true)
            else { throw error }
            response = try await exchange(request, departure, keeping: KeptConnections.short)
        }
        answered = clock.now()
        return response
    }

    private func exchange(
        _ request: WireRequest, _ departure: Departure, keeping: Duration
    ) async throws -> WireResponse {
        let client = HTTPConnections.client(for: settings, keeping: keeping)
        let answer = try await client.execute(outgoing(request, departure), timeout: TimeAmount(settings.deadline))
        if (300...399).contains(answer.status.code), answer.status != .notModified {
            throw CarryProblem.redirect(
                status: Int(answer.status.code), to: answer.headers.first(name: "Location") ?? "")
        }
        var body: [UInt8] = []
        for try await part in answer.body {
            guard body.count + part.readableBytes <= settings.limits.bytes else { throw CarryProblem.tooLong }
            body.append(contentsOf: part.readableBytesView)
        }
        return WireResponse(
            status: Int(answer.status.code), headers: answer.headers.map { WireHeader($0.name, $0.value) }, body: body)
    }

    private func outgoing(_ request: WireRequest, _ departure: Departure) -> HTTPClientRequest {
        let query = request.query.isEmpty ? "" : "?\(request.query)"
        var outgoing = HTTPClientRequest(url: settings.address.origin + request.path + query)
        outgoing.method = HTTPMethod(rawValue: request.method.uppercased())
        outgoing.tlsConfiguration = tls
        outgoing.headers.add(name: "Content-Type", value: request.contentType)
        outgoing.headers.add(name: "User-Agent", value: "balie")
        for header in request.headers { outgoing.headers.add(name: header.name, value: header.value) }
        // Without a body the head alone may set something off.
        if request.body.isEmpty { departure.leave() }
        outgoing.body = .stream(
            DepartingBody(bytes: request.body, departure: departure), length: .known(Int64(request.body.count)))
        return outgoing
    }
}

/// Whether a request's body has begun to leave; before that no system can have acted on it.
final class Departure: Sendable {
    private let mark = Atomic(false)

    var hasLeft: Bool { mark.load(ordering: .acquiring) }
    func leave() { mark.store(true, ordering: .releasing) }
}

/// A body that notes when it is asked for: the connection stands and has taken the head.
struct DepartingBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let bytes: [UInt8]
    let departure: Departure

    struct Iterator: AsyncIteratorProtocol {
        var bytes: [UInt8]?
        let departure: Departure

        mutating func next() async -> ByteBuffer? {
            departure.leave()
            defer { bytes = nil }
            return bytes.map { ByteBuffer(bytes: $0) }
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes, departure: departure) }
}
