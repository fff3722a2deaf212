import Foundation
import ProgramTesting
import Testing

/// A terminal that staff have: the smallest usual one, and a large one whose locale knows ASCII only.
struct Window: Sendable, CustomTestStringConvertible {
    var columns: Int
    var rows: Int
    var locale: String

    static let all = [
        Window(columns: 80, rows: 24, locale: "C.UTF-8"), Window(columns: 132, rows: 43, locale: "C"),
    ]

    static let utf8 = [
        Window(columns: 80, rows: 24, locale: "C.UTF-8"), Window(columns: 132, rows: 43, locale: "C.UTF-8"),
    ]

    var isUTF8: Bool { locale.hasSuffix("UTF-8") }
    var testDescription: String { "\(columns)x\(rows), LANG=\(locale)" }

    /// The console on untouched demo data, showing its first list.
    func open(_ home: TemporaryHome) async throws -> TmuxSession {
        let session = try await start(home)
        try await session.waitFor("DEMO", "DB0001", "1/500")
        return session
    }

    /// The console with options, as soon as it has been started.
    func start(_ home: TemporaryHome, _ options: String...) async throws -> TmuxSession {
        try await TmuxSession(
            [Balie.path()] + options, columns: columns, rows: rows, home: home,
            environment: ["LANG": locale, "LC_ALL": locale])
    }

    /// The console on the page of the first debtor.
    func openFirstDebtor(_ home: TemporaryHome) async throws -> TmuxSession {
        let session = try await open(home)
        try await session.press("Enter")
        try await session.waitFor("Keizersgracht 100", "Default product")
        return session
    }
}

/// The few texts that stories wait for, where a change of wording is one change here.
enum Shown {
    static let loading = "! Loading"
    static let review = "before sending"
    static let editing = "Edit "
    static let passwordDialog = "Reset password"
    static let temporaryPassword = "Temporary password"
    static let mailLogin = "Mail the login"
    static let price = "Price without VAT"
    static let terminationDialog = "Terminate service"
    static let addForm = "Add service"
    static let product = "Product"
    static let debtorForm = "Edit debtor"
    static let userForm = "Edit user"
    static let blockDialog = "Block user"
    static let blockAt = "Block at"
    static let hidden = "Hidden"
    static let readOnlyReason = "is read-only"
    static let tooSmall = "This window is 50x10"
}

extension TmuxSession {
    /// Filters the list that is shown, and ends typing when there is a line with all of the given texts.
    ///
    /// Where that line was there before, the list must say that it is the only hit: a key that comes while the rows
    /// are being read is refused.
    func filter(_ term: String, until texts: String..., isOnlyHit: Bool = false) async throws {
        try await press("/")
        try await type(term)
        try await waitUntil("a row with \(texts)") { picture in
            picture.lines.contains { line in texts.allSatisfy(line.contains) }
                // A list of a system elsewhere says of when it is, too.
                && (!isOnlyHit || picture.lines.contains { $0.hasSuffix(" 1/1") || $0.contains(" 1/1 · as of ") })
        }
        try await press("Enter")
    }

    /// Opens the row under the cursor.
    ///
    /// A row that is still being read says so; a key that moves nowhere takes that away again.
    func openRow(showing texts: String...) async throws {
        for _ in 1...50 {
            try await press("Enter")
            let picture = try await waitUntil("the page with \(texts)") { picture in
                texts.allSatisfy(picture.contains) || picture.contains(Shown.loading)
            }
            guard picture.contains(Shown.loading) else { return }
            try await press("g")
            try await waitUntilGone(Shown.loading)
        }
        throw DriverError("The row could not be opened:\n\(try await screen().framed)")
    }

    /// Goes to the field of a form by Tab.
    func focus(_ label: String) async throws {
        for _ in 1...80 {
            let before = try await screen()
            if before.hasFocus(on: label) { return }
            try await press("Tab")
            try await waitUntil("the next field") { $0 != before }
        }
        throw DriverError("Tab leads to no field “\(label)”:\n\(try await screen().framed)")
    }

    /// Replaces the text of a field.
    func fill(_ label: String, with text: String) async throws {
        try await focus(label)
        try await press("End", "C-u")
        try await type(text)
    }

    /// Turns a field with two values over until it shows this one.
    func choose(_ label: String, _ value: String) async throws {
        try await focus(label)
        try await press("Space")
        try await waitUntil("\(label): \(value)") { $0.line(with: label, " \(value) ") != nil }
    }

    /// Opens the review, where nothing is sent yet.
    @discardableResult
    func review() async throws -> Picture {
        try await press("C-s")
        // The buttons are drawn below all the rest: a terminal may be looked at while it is still drawing.
        return try await waitFor(Shown.review, "[ Send ")
    }

    /// Has the change of a city under way: a stopped server answers nobody, so that it stays so for as long as a test wants.
    func sendCity(_ city: String, stopping server: pid_t) async throws {
        try await press("e")
        try await waitFor(Shown.debtorForm)
        try await fill("City", with: city)
        try await review()
        kill(server, SIGSTOP)
        try await press("Right", "Enter")
        try await waitFor("Sending")
    }

    /// Presses the button beside Back on a review.
    func send() async throws {
        try await press("Right", "Enter")
        try await waitUntilGone(Shown.review)
    }
}

extension Picture {
    /// Whether the sign of the focus stands before a field's label, with the sign of a change between them or not.
    func hasFocus(on label: String) -> Bool { contains("> \(label)") || contains(">*\(label)") }
}
