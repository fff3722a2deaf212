import BillingAPI
import BillingModel
import ProgramOutput

/// What goes wrong, for whoever looks and for scripts.
enum StandardError {
    /// Writes a line, where anybody takes it. It may quote what a system said, or a customer's name.
    static func write(_ line: String) { StandardStream.error.write(line.inert + "\n") }

    /// Tells what went wrong, each thing on a line, and what is known of its cause.
    static func tell(_ error: any Error, in language: Language) {
        let error = (error as? APIError) ?? .unforeseen(error)
        for sentence in error.sentences { write(sentence[language]) }
        if let cause = error.cause { write(cause[language]) }
    }
}

extension ExitStatus {
    /// What it means that something was not done.
    init(_ kind: APIError.Kind) {
        switch kind {
        case .unreachable: self = .unreachable
        case .unknownOutcome: self = .unknownOutcome
        default: self = .refused
        }
    }

    /// What it means that a place could not be opened: a wrong configuration, or nothing reached.
    init(opening error: any Error, orElse other: ExitStatus = .unreachable) {
        self = (error as? APIError)?.kind == .invalidInput ? .usage : other
    }
}
