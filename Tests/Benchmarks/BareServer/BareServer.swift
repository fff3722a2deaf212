import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The floor for `balied`: a handler that reads a request's body and answers the same bytes each time.
///
/// Its argument is a file with the head's lines, an empty line and the body to answer; it listens on a port of the
/// system's choice and says which.
@main
struct BareServer {
    static func main() async throws {
        let answer = try Answer(contentsOf: CommandLine.arguments.dropFirst().first ?? "")
        var logger = Logger(label: "bareserver")
        logger.logLevel = .critical
        let server = Application(
            responder: answer,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), backlog: 1024),
            onServerRunning: { channel in
                try? FileHandle.standardOutput.write(
                    contentsOf: Data("Listening on http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n".utf8))
            },
            logger: logger)
        try await server.runService()
    }
}

struct Answer: HTTPResponder {
    private let headers: HTTPFields
    private let body: ByteBuffer

    init(contentsOf path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        var headers = HTTPFields()
        for line in parts[0].split(separator: "\r\n") {
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2, let name = HTTPField.Name(String(field[0])) else { continue }
            headers.append(HTTPField(name: name, value: field[1].trimmingCharacters(in: .whitespaces)))
        }
        self.headers = headers
        body = ByteBuffer(string: parts.count > 1 ? String(parts[1]) : "")
    }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        _ = try await request.body.collect(upTo: 1 << 20)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
