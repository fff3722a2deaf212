import BillingAPI
import BillingModel

/// Stands for a system that is asked and is not open: every question has the same answer.
struct ClosedSystem: BillingService {
    func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        throw APIError(
            .unreachable,
            LocalizedText(
                "The system that was asked is not open. Connect to it first.",
                "Het gevraagde systeem is niet geopend. Maak er eerst verbinding mee."))
    }
}
