import BillingAPI
import Hummingbird
import NIOCore
import NIOHTTP1

/// What came of reading a request's body.
enum BodyReading: Sendable {
    case complete([UInt8])
    /// More than is taken; so many bytes stand for it that the dialect refuses them in its own words.
    case tooLong([UInt8])
    /// The deadline came before the end.
    case late
    /// The connection ended before the body did.
    case cut

    /// Reads at most one byte more than `limit`, until the deadline.
    static func read(
        _ request: Request, over channel: any Channel, upTo limit: Int, until deadline: ContinuousClock.Instant,
        _ clock: DeadlineClock
    ) async -> BodyReading {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit {
            // An ampersand is an empty parameter: long, but not empty.
            return .tooLong([UInt8](repeating: UInt8(ascii: "&"), count: limit + 1))
        }
        await request.letBodyCome(on: channel)
        // Awaited also when it is late: two must never read from one connection.
        return await clock.race(until: deadline, overtaken: .isAwaited) {
            await collect(request.body, announced, limit)
        } ?? .late
    }

    private static func collect(_ body: RequestBody, _ announced: Int?, _ limit: Int) async -> BodyReading {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(announced ?? 0)
        do {
            for try await part in body {
                bytes.append(contentsOf: part.readableBytesView.prefix(limit + 1 - bytes.count))
                if bytes.count > limit { return .tooLong(bytes) }
            }
        } catch {
            return Task.isCancelled ? .late : .cut
        }
        if Task.isCancelled { return .late }
        if let announced, bytes.count != announced { return .cut }
        return .complete(bytes)
    }
}

extension Request {
    /// Whether a body follows the head.
    var hasBody: Bool {
        if headers[.transferEncoding] != nil { return true }
        return headers[.contentLength].map { $0 != "0" } ?? false
    }

    /// Tells a client that asked first that its body is wanted.
    func letBodyCome(on channel: any Channel) async {
        guard headers[.expect]?.lowercased() == "100-continue" else { return }
        try? await channel.eventLoop.submit {
            let encoder = try channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
            let line = channel.allocator.buffer(string: "HTTP/1.1 100 Continue\r\n\r\n")
            encoder.writeAndFlush(NIOAny(line), promise: nil)
        }.get()
    }
}
