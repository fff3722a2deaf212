import BillingModel

/// A service as callers outside see it: what is wrong inside is reported to the operator, not to them.
public struct OutwardService: ServiceWrapper {
    public typealias Report = @Sendable (_ trouble: InwardTrouble) -> Void

    public let service: any BillingService
    private let report: Report

    public init(_ service: any BillingService, report: @escaping Report) {
        self.service = service
        self.report = report
    }

    public func send<Action: APIAction>(_ action: Action, _ how: Sending) async throws(APIError) -> Action.Answer {
        do throws(APIError) {
            return try await service.send(action, how)
        } catch var error {
            if let cause = error.cause {
                report(InwardTrouble(APIError(error.kind, cause), .action(Action.declaration.name), how.asker))
                error.cause = nil
            }
            switch error.kind {
            case .invalidInput, .notFound, .forbidden, .readOnly: throw error
            case .unreachable, .unknownOutcome, .failure: break
            }
            report(InwardTrouble(error, .action(Action.declaration.name), how.asker))
            // Words of the inside, such as the path of the database, stay inside.
            throw APIError(
                error.kind,
                error.kind == .unknownOutcome
                    ? APIError.undecided.message
                    : LocalizedText(
                        "The system cannot do this at the moment; nothing was changed. Try again later.",
                        "Het systeem kan dit nu niet; er is niets gewijzigd. Probeer het later opnieuw."))
        }
    }
}

/// What went wrong inside while somebody outside was served.
public struct InwardTrouble: Sendable {
    public enum Subject: Hashable, Sendable {
        case action(ActionName)
        /// Who calls could not be looked up.
        case callers
    }

    public var error: APIError
    public var subject: Subject
    public var asker: Asker

    public init(_ error: APIError, _ subject: Subject, _ asker: Asker) {
        self.error = error
        self.subject = subject
        self.asker = asker
    }
}
