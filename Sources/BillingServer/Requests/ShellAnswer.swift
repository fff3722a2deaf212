import BillingAPI
import HTTPTypes
import Hummingbird
import NIOCore

/// An answer and what the shell knows about it.
struct ShellAnswer: Sendable {
    var response: WireResponse
    var dialect: String
    var bytesIn = 0
    /// Ends the connection: what the client may still be sending is of no use.
    var closes = false

    init(_ response: WireResponse, dialect: String) {
        self.response = response
        self.dialect = dialect
    }

    /// An answer of the shell itself, outside every dialect.
    static func plain(
        _ status: Int, _ text: String, _ dialect: String = "none", _ outcome: AnswerSummary.Verdict = .malformed,
        closes: Bool = false
    ) -> ShellAnswer {
        var answer = ShellAnswer(
            WireResponse(
                status: status, headers: [WireHeader("Content-Type", "text/plain; charset=utf-8")],
                body: (text + "\n").utf8, summary: AnswerSummary(outcome: outcome)),
            dialect: dialect)
        answer.closes = closes
        return answer
    }

    /// - Parameter lingering: How long the client may go on sending after an answer that closes.
    func http(to request: Request, id: String, over channel: any Channel, lingering: Duration) -> Response {
        let closes = closes || request.headers[.connection]?.lowercased() == "close"
        var headers = headers
        headers.append("X-Request-ID", id)
        if closes { headers[.connection] = "close" }
        let isHead = request.method == .head
        headers[.contentLength] = String(response.body.count)
        let bytes = ByteBuffer(bytes: isHead ? [] : response.body)
        let status = HTTPResponse.Status(code: response.status)
        // Head and body leave together, in one write.
        guard closes || isHead else {
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
        }
        let body = ResponseBody(contentLength: response.body.count) { writer in
            if bytes.readableBytes > 0 { try await writer.write(bytes) }
            try await writer.finish(nil)
            guard closes else { return }
            // At once, the client could lose the answer with the connection it is still writing to. Scheduled on the
            // loop, behind the writes: a task that is due overtakes those that wait.
            channel.eventLoop.execute {
                channel.eventLoop.scheduleTask(in: TimeAmount(lingering)) { channel.close(promise: nil) }
            }
        }
        return Response(status: status, headers: headers, body: body)
    }

    /// The endpoint's headers, without those that belong to the connection.
    private var headers: HTTPFields {
        var fields = HTTPFields()
        for header in response.headers where !Self.connectionHeaders.contains(header.name.lowercased()) {
            fields.append(header.name, header.value)
        }
        return fields
    }

    private static let connectionHeaders: Set = [
        "connection", "content-length", "date", "keep-alive", "server", "transfer-encoding", "upgrade",
    ]
}

extension HTTPFields {
    /// Left out when it cannot be a header's name.
    fileprivate mutating func append(_ name: String, _ value: String) {
        guard let name = HTTPField.Name(name) else { return }
        append(HTTPField(name: name, value: value))
    }
}
