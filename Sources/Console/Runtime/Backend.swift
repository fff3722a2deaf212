import BillingModel

/// Who carries out what is sent, and so how much staff may be told of it.
public enum Backend: Equatable, Sendable {
    /// Balie's own engine, whose deeds are known, and what becomes of its mails.
    case embedded(mail: MailRoute)
    /// A vendor's system, by its name: what it did only it can say.
    case vendor(String)

    var isElsewhere: Bool { if case .vendor = self { true } else { false } }

    /// What becomes of a mail that the embedded engine queued.
    public enum MailRoute: Equatable, Sendable {
        /// This program hands it to the mail command.
        case goesOut
        /// No mail command is set here; it stays in the database until a program with one takes it.
        case waits
    }
}

extension Setting {
    /// What staff are told of a change that was carried out.
    ///
    /// A vendor's own words, in whatever language it speaks, are shown as its words. What the embedded engine answers in
    /// a vendor's place is for the wire: of its own deeds Balie says what is known, in the language of the staff.
    func told(_ words: [String], _ own: (Setting) -> String) -> String {
        guard case .vendor(let name) = backend, !words.isEmpty else { return own(self) }
        return texts.says(name, words.joined(separator: " "))
    }
}
