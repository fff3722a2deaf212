import BillingEngine
import Logging
import SQLStore
import ServiceLifecycle

/// Hands queued mail over as long as the server runs.
struct MailService: Service {
    private let delivery: MailDelivery

    init(_ store: any SQLStore, _ settings: MailDelivery.Settings, _ logger: Logger) {
        delivery = MailDelivery(store: store, settings) { event in
            switch event {
            case .sent(let id): logger.info("mail", metadata: ["mail": "\(id)", "outcome": "sent"])
            case .postponed(let id, let reason):
                logger.warning("mail", metadata: ["mail": "\(id)", "outcome": "postponed", "reason": "\(reason)"])
            case .failed(let id, let reason):
                logger.error("mail", metadata: ["mail": "\(id)", "outcome": "failed", "reason": "\(reason)"])
            case .trouble(let error): logger.error("\(error.message.english)", metadata: ["about": "mail"])
            }
        }
    }

    func run() async {
        await cancelWhenGracefulShutdown { await delivery.run() }
    }
}
