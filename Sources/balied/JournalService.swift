import BillingEngine
import Logging
import ServiceLifecycle

/// Links what is written to the journal's chain as long as the server runs, and what came last before it ends.
struct JournalService: Service {
    let sealer: JournalSealer
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            await sealer.run { error in logger.error("\(error.message.english)", metadata: ["about": "journal"]) }
        }
        _ = try? await sealer.seal()
    }
}
