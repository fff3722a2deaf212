import BillingAPI
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// Takes further connections for as long as somebody can make room for them.
struct ConnectionRoom: AvailableConnectionsDelegate {
    let connections: OpenConnections

    func connectionOpened() {}
    func connectionClosed() {}
    func isAcceptingNewConnections() -> Bool { connections.hasRoom }
}

/// Tells how far one connection has come, and ends it when the head of a request does not come in time, or an answer
/// is not taken in time.
///
/// Stands behind the decoder; a second handler before it, and before TLS, sees that bytes come at all.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connections: OpenConnections
    private let headDeadline: TimeAmount
    private let patience: TimeAmount
    private var id: Int?
    private var deadline: Scheduled<Void>?
    private var answerDeadline: Scheduled<Void>?
    private var unanswered = 0
    private var isBodyComing = false
    /// Whether bytes came that have not yet become a part of a request.
    private var hasBytes = false
    private var closesAfterAnswer = false

    /// - Parameter patience: How long the client may take to read an answer.
    init(_ connections: OpenConnections, headDeadline: Duration, patience: Duration) {
        self.connections = connections
        self.headDeadline = TimeAmount(headDeadline)
        self.patience = TimeAmount(patience)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bytes = FirstBytes(self)
        let (loop, watched) = (context.eventLoop, NIOLoopBound(bytes, eventLoop: context.eventLoop))
        id = connections.opened(from: context.channel.remoteAddress?.ipAddress ?? "") {
            loop.execute { watched.value.hangUp() }
        }
        try? context.pipeline.syncOperations.addHandler(bytes, position: .first)
        expectHead(on: loop)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOver()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { isOver() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        hasBytes = false
        switch unwrapInboundIn(data) {
        case .head:
            deadline?.cancel()
            deadline = nil
            unanswered += 1
            isBodyComing = true
            if unanswered == 1 { move(to: .body) }
        case .body: break
        case .end:
            isBodyComing = false
            move(to: .answering)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            closesAfterAnswer = head.headerFields[.connection]?.lowercased() == "close"
            if !isBodyComing { move(to: .reading) }
            let channel = context.channel
            answerDeadline = context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
        case .body: break
        case .end:
            let written = promise ?? context.eventLoop.makePromise()
            let (watch, context) = (
                NIOLoopBound(self, eventLoop: context.eventLoop), NIOLoopBound(context, eventLoop: context.eventLoop)
            )
            written.futureResult.whenSuccess { watch.value.hasAnswered(context.value) }
            context.value.write(data, promise: written)
            return
        }
        context.write(data, promise: promise)
    }

    /// The whole answer has left.
    private func hasAnswered(_ context: ChannelHandlerContext) {
        answerDeadline?.cancel()
        answerDeadline = nil
        unanswered -= 1
        // Who is still sending could lose the answer with the connection; whoever answered sees to that.
        guard !isBodyComing else { return }
        if unanswered > 0 {
            move(to: .answering)
        } else if closesAfterAnswer || connections.isFull {
            context.close(promise: nil)
        } else if hasBytes {
            expectHead(on: context.eventLoop)
        } else {
            move(to: .idle)
        }
    }

    fileprivate func bytesCame() { hasBytes = true }

    /// All of them have become parts of requests, as far as they can.
    fileprivate func bytesAreRead(on loop: any EventLoop) {
        if hasBytes, unanswered == 0, deadline == nil { expectHead(on: loop) }
    }

    private func expectHead(on loop: any EventLoop) {
        guard let id else { return }
        move(to: .head)
        let connections = connections
        deadline = loop.scheduleTask(in: headDeadline) { connections.isLate(id) }
    }

    private func move(to stage: OpenConnections.Stage) {
        if let id { connections.moved(id, to: stage) }
    }

    private func isOver() {
        deadline?.cancel()
        deadline = nil
        answerDeadline?.cancel()
        answerDeadline = nil
        if let id { connections.closed(id) }
        id = nil
    }
}

/// Sees the bytes of a connection before anybody reads them, and can end it without a farewell.
private final class FirstBytes: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    private let watch: ConnectionWatch
    private var context: ChannelHandlerContext?

    init(_ watch: ConnectionWatch) {
        self.watch = watch
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        watch.bytesCame()
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        watch.bytesAreRead(on: context.eventLoop)
    }

    /// At once: a TLS connection would first wait for its peer to say goodbye.
    func hangUp() { context?.close(promise: nil) }
}
