import BillingAPI
import SQLStore

extension Tables {
    /// What was changed, by whom and why: a row for each change, written with it. `record` is null where the change is of no
    /// single record, `moment` is universal time. What may have to be forgotten (`reason`, `ticket`, `changes`) stands in
    /// the chain as a digest alone, made with `salt`; without that nobody can try out what it was.
    static let journalEntry = SQLTable(
        "journal_entry", .identity(id),
        [
            .text("moment"), .text("actor"), .text("proof", .oneOf(ChangeAuthor.Proof.allCases.map(\.rawValue))),
            .text("origin", else: ""), .text("address", else: ""), .text("terminal", else: ""), .text("action"),
            .text("kind", else: ""), .optionalInteger("record"), .text("intent", else: ""), .text("reason", else: ""),
            .text("ticket", else: ""), .text("salt", else: ""), .text("changes", else: ""),
        ],
        indexes: [SQLIndex("journal_entry_record", "kind", "record", where: "record IS NOT NULL")],
        // Nobody is shown anything else for it than for the change itself.
        isReferredTo: true, isWatched: false, isOnlyAddedTo: true)

    /// The chain of those entries: each link with the digest of the one before.
    static let journalSeal = SQLTable(
        "journal_seal", .columns(["sequence"]),
        [
            .integer("sequence"), .integer("entry").unique, .text("contents", .length([64])),
            .text("previous", .length([64])), .text("digest", .length([64])),
        ], isWatched: false, isOnlyAddedTo: true)
}
