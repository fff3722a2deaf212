import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on a port of its own that behaves as it is told, well or badly, and keeps what it was sent.
final class FakeServer: Sendable {
    /// What happens once a whole request has come.
    enum Behaviour: Sendable {
        case answers(String)
        /// The first request of each connection; at the next it hangs up.
        case answersOnce(String)
        /// A byte at a time.
        case trickles(String)
        /// Says this, then hangs up.
        case saysAndCloses(String)
        case isSilent
        /// Says this, then the filling for ever.
        case neverEnds(String, filling: String = " ")
        /// Says this and hangs up as soon as anything comes, as a server does that understands none of it.
        case refuses(String)
        /// Hangs up as soon as somebody connects.
        case closesAtOnce
    }

    let port: Int
    private let channel: any Channel
    private let log: RequestLog

    /// - Parameter files: A chain and its key in PEM, for TLS.
    static func start(_ behaviour: Behaviour, tls files: (chain: String, key: String)? = nil) async throws -> FakeServer
    {
        let log = RequestLog()
        let context = try files.map { files in
            let chain = try NIOSSLCertificate.fromPEMFile(files.chain).map { NIOSSLCertificateSource.certificate($0) }
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            return try NIOSSLContext(
                configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
        }
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { child in
                child.eventLoop.makeCompletedFuture {
                    if let context {
                        try child.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    }
                    try child.pipeline.syncOperations.addHandler(FakeConnection(behaviour, log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return FakeServer(channel, log)
    }

    private init(_ channel: any Channel, _ log: RequestLog) {
        self.channel = channel
        self.log = log
        port = channel.localAddress?.port ?? 0
    }

    deinit { channel.close(promise: nil) }

    /// Every whole request, head and body.
    var requests: [String] { log.requests }

    /// How many connections there were.
    var connections: Int { log.connections }

    /// Returns when so many whole requests have come.
    func arrived(_ count: Int) async { await log.arrived(count) }

    /// No longer takes connections: the port is dead.
    func stop() async throws { try await channel.close().get() }

    static func ok(_ body: String, type: String = "application/json") -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static func head(_ status: String, _ headers: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(headers)Content-Length: 0\r\n\r\n"
    }
}

final class RequestLog: Sendable {
    private struct State {
        var entries: [String] = []
        var connections = 0
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        mutating func ready() -> [CheckedContinuation<Void, Never>] {
            let ready = waiters.filter { $0.count <= entries.count }
            waiters.removeAll { $0.count <= entries.count }
            return ready.map(\.continuation)
        }
    }

    private let state = Mutex(State())

    var requests: [String] { state.withLock { $0.entries } }

    var connections: Int { state.withLock { $0.connections } }

    func connects() { state.withLock { $0.connections += 1 } }

    func add(_ request: String) {
        let ready = state.withLock { state in
            state.entries.append(request)
            return state.ready()
        }
        for continuation in ready { continuation.resume() }
    }

    func arrived(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state in
                state.waiters.append((count, continuation))
                return state.ready()
            }
            for continuation in ready { continuation.resume() }
        }
    }
}

private final class FakeConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let behaviour: FakeServer.Behaviour
    private let log: RequestLog
    private var received = ""
    private var hasAnswered = false

    init(_ behaviour: FakeServer.Behaviour, _ log: RequestLog) {
        self.behaviour = behaviour
        self.log = log
    }

    func channelActive(context: ChannelHandlerContext) {
        log.connects()
        if case .closesAtOnce = behaviour { context.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .refuses(let text) = behaviour {
            say(text, context)
            return context.close(promise: nil)
        }
        received += String(buffer: unwrapInboundIn(data))
        guard let end = received.range(of: "\r\n\r\n") else { return }
        let length = received[..<end.lowerBound].split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
        guard received[end.upperBound...].utf8.count >= length ?? 0 else { return }
        log.add(received)
        received = ""
        behave(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func behave(_ context: ChannelHandlerContext) {
        switch behaviour {
        case .answers(let text): say(text, context)
        case .answersOnce(let text):
            if hasAnswered { return context.close(promise: nil) }
            hasAnswered = true
            say(text, context)
        case .saysAndCloses(let text):
            say(text, context)
            context.close(promise: nil)
        case .isSilent, .closesAtOnce, .refuses: break
        case .neverEnds(let text, let filling):
            say(text, context)
            let part = ByteBuffer(string: String(repeating: filling, count: 16_384 / filling.utf8.count))
            goOn(with: part, context.channel)
        case .trickles(let text): trickle(Array(text.utf8)[...], context)
        }
    }

    private func say(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }

    private func trickle(_ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
        guard let first = bytes.first else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: [first])), promise: nil)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .microseconds(200)) {
            let (handler, context) = bound.value
            handler.trickle(bytes.dropFirst(), context)
        }
    }

    /// Writes on until the client has had enough, with a breath after each part: the loop carries other connections
    /// too, and a part that is written at once, in the callback of the one before, would stand on top of it on the stack.
    private func goOn(with part: ByteBuffer, _ channel: any Channel) {
        let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
        channel.writeAndFlush(part).whenSuccess {
            channel.eventLoop.scheduleTask(in: .microseconds(200)) { bound.value.goOn(with: part, channel) }
        }
    }
}
