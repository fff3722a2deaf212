import BillingAPI
import Hummingbird

/// The counters at `/metrics`, on an address of their own.
struct MetricsPage: HTTPResponder {
    let counters: ServerCounters

    func respond(to request: Request, context: ConnectionContext) async -> Response {
        var answer = ShellAnswer.plain(404, "The counters are at /metrics.", closes: request.hasBody)
        if request.uri.path == "/metrics", request.method == .get || request.method == .head {
            answer = ShellAnswer(
                WireResponse(
                    headers: [WireHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")],
                    body: counters.text.utf8),
                dialect: "metrics")
        }
        return answer.http(to: request, id: RequestName.fresh(), over: context.channel, lingering: .seconds(1))
    }
}
