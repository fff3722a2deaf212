import Foundation
import ProgramTesting

/// What `balie call` printed, with the present left out of it.
struct Answer {
    /// The text, in which `NOW` stands for each moment between the call's beginning and its end.
    let text: String
    /// The day of the call, as the answer tells it.
    let today: String
    let outcome: ProgramEnd

    /// Makes a call in a home.
    static func to(_ arguments: [String], home: TemporaryHome) async throws -> Answer {
        let start = Days.moment(Date())
        let outcome = try await run(Balie.path(), ["call"] + arguments, environment: home.environment)
        return Answer(outcome, from: start, to: Days.moment(Date()))
    }

    private init(_ outcome: ProgramEnd, from start: String, to end: String) {
        self.outcome = outcome
        var today = String(end.prefix(10))
        text = outcome.output.replacing(/(\d{4}-\d\d-\d\d)([ T])(\d\d:\d\d:\d\d)(\+0[12]:00)?/) { match in
            let moment = "\(match.1) \(match.3)"
            guard start <= moment, moment <= end else { return String(match.0) }
            today = String(match.1)
            // A vendor's envelope has the zone, its columns have none.
            return (match.2 == "T") == (match.4 != nil) ? "NOW" : String(match.0)
        }
        self.today = today
    }
}

extension String {
    /// The same JSON without the line breaks and indents between its members.
    var onOneLine: String {
        split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined() + "\n"
    }
}
