import BillingEngine
import Logging
import ServiceLifecycle

/// Brings what rows are found by up to date as long as the server runs, after an earlier version wrote the file.
struct SearchService: Service {
    let preparation: SearchPreparation
    let logger: Logger

    func run() async {
        let steps = LoggedSteps()
        await cancelWhenGracefulShutdown {
            await preparation.run { event in
                switch event {
                case .progress(let progress):
                    guard await steps.isNext(progress) else { return }
                    logger.info(
                        "preparing the search", metadata: ["done": "\(progress.done)", "of": "\(progress.total)"])
                case .finished: logger.info("the search is prepared")
                case .trouble(let error): logger.error("\(error.message.english)", metadata: ["about": "search"])
                }
            }
        }
    }
}

/// A line for each tenth of the way, not for each part.
private actor LoggedSteps {
    private var last = -1

    func isNext(_ progress: SearchPreparation.Progress) -> Bool {
        let tenth = progress.done * 10 / max(1, progress.total)
        defer { last = tenth }
        return tenth != last
    }
}
