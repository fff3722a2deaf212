import NIOCore
import NIOHTTP1

/// Bounds what an answer has beside its content: status line, headers, trailers.
///
/// The decoder bounds each field that it keeps. What it passes over, such as the blanks before a value, may go on for
/// ever, and so may answers that only promise another.
enum AnswerHead {
    /// Far beyond what web servers send.
    static let longest = 1 << 18

    /// Puts a connection under the limit; its decoder must stand already.
    static func limit(on channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.submit {
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
            let arriving = ArrivingBytes()
            try pipeline.addHandler(arriving, position: .before(decoder))
            try pipeline.addHandler(ArrivedParts(arriving), position: .after(decoder))
        }
    }
}

/// Counts the bytes that have come since the last part of an answer.
private final class ArrivingBytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var count = 0

    func partCame() { count = 0 }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Whatever comes after the connection was given up is nobody's.
        guard count <= AnswerHead.longest else { return }
        let size = unwrapInboundIn(data).readableBytes
        count += size
        context.fireChannelRead(data)
        // What the decoder made a part of is not counted any more.
        guard count > AnswerHead.longest else { return }
        context.fireErrorCaught(CarryProblem.endlessHead)
        context.close(promise: nil)
    }
}

/// Tells when the decoder has made something of the bytes.
private final class ArrivedParts: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let bytes: ArrivingBytes

    init(_ bytes: ArrivingBytes) {
        self.bytes = bytes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isPromise(unwrapInboundIn(data)) { bytes.partCame() }
        context.fireChannelRead(data)
    }

    /// A head whose answer is still to come.
    private func isPromise(_ part: HTTPClientResponsePart) -> Bool {
        if case .head(let head) = part { (100...199).contains(head.status.code) } else { false }
    }
}
