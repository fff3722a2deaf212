import BillingEngine
import Logging
import SQLStore
import ServiceLifecycle

/// Ends what is kept for repeated requests on time, as long as the server runs.
struct KeptAnswersService: Service {
    let answers: KeptAnswers
    let logger: Logger

    func run() async {
        await cancelWhenGracefulShutdown {
            await answers.run { error in logger.error("\(error.message.english)", metadata: ["about": "answers"]) }
        }
    }
}
