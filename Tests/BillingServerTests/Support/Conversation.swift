import NIOCore
import NIOPosix
import NIOSSL

/// An answer as it came over the wire.
struct RawAnswer: Sendable {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: String
}

/// A connection on which a test says bytes and reads answers.
final class Conversation {
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received: [UInt8] = []

    init(
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.inbound = inbound
        self.outbound = outbound
    }

    func say(_ text: String) async throws { try await say(Array(text.utf8)) }

    /// A server may answer and hang up before it has heard all: what it answered is read all the same, and where it
    /// said nothing there is no answer.
    func say(_ bytes: [UInt8]) async throws {
        do {
            try await outbound.write(ByteBuffer(bytes: bytes))
        } catch ChannelError.ioOnClosedChannel {}
    }

    /// Says that nothing more will come.
    func hangUp() { outbound.finish() }

    /// The next answer; nil when the connection ends before a whole one.
    func answer() async -> RawAnswer? {
        while true {
            if let answer = takeAnswer() { return answer }
            guard await readMore() else { return nil }
        }
    }

    /// Waits for the server to end the connection.
    func untilItEnds() async { while await readMore() {} }

    /// All that comes until the server ends the connection.
    func everything() async -> String {
        await untilItEnds()
        return String(decoding: received, as: UTF8.self)
    }

    private func readMore() async -> Bool {
        guard let buffer = try? await inbound.next() else { return false }
        received += buffer.readableBytesView
        return true
    }

    private func takeAnswer() -> RawAnswer? {
        let end = Array("\r\n\r\n".utf8)
        guard let head = received.indices.first(where: { received[$0...].starts(with: end) }) else { return nil }
        let lines = String(decoding: received[..<head], as: UTF8.self).split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let length = Int(headers["content-length"] ?? "") ?? 0
        let start = head + 4
        guard received.count >= start + length else { return nil }
        let body = String(decoding: received[start..<(start + length)], as: UTF8.self)
        received.removeFirst(start + length)
        return RawAnswer(status: words.count > 1 ? Int(words[1]) ?? 0 : 0, headers: headers, body: body)
    }
}

/// Opens a connection for as long as `body` runs.
func withConversation<Result>(
    port: Int, tls: NIOSSLContext? = nil, _ body: (Conversation) async throws -> Result
) async throws -> Result {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                if let tls {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: tls, serverHostname: "localhost"))
                }
                return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                    wrappingChannelSynchronously: channel,
                    configuration: .init(isOutboundHalfClosureEnabled: true))
            }
        }
    return try await channel.executeThenClose { inbound, outbound in
        try await body(Conversation(inbound.makeAsyncIterator(), outbound))
    }
}
