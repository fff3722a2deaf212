/// What sending does besides the fields, under a word for what it is about.
struct Consequence: Equatable, Sendable {
    /// In the order in which they are read.
    enum Subject: CaseIterable, Sendable {
        /// Nothing that staff look for under a word of its own.
        case other
        /// Who is told.
        case mail
        /// What is invoiced.
        case money
        /// What stays as it is.
        case rest
        /// Whether it can be taken back.
        case back
    }

    var subject: Subject
    var text: String

    static func other(_ text: String) -> Consequence { Consequence(subject: .other, text: text) }
    static func mail(_ text: String) -> Consequence { Consequence(subject: .mail, text: text) }
    static func money(_ text: String) -> Consequence { Consequence(subject: .money, text: text) }
    static func rest(_ text: String) -> Consequence { Consequence(subject: .rest, text: text) }
    static func back(_ text: String) -> Consequence { Consequence(subject: .back, text: text) }
}

extension [Consequence] {
    /// What belongs under one word stands together, each group in the order in which it was said.
    var grouped: [Consequence] { Consequence.Subject.allCases.flatMap { subject in filter { $0.subject == subject } } }
}
