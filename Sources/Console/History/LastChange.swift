import BillingAPI
import BillingModel

/// Who changed a record last, and when.
struct LastChange: Hashable, Sendable {
    /// As staff know them, such as `anna@desk-2`, or the name of a key with who says to have used it.
    var who: String
    var moment: LocalTime
}

extension SystemHistory {
    /// Who made a record what it is by now; nil where nobody knows, or where that cannot be read now: that it differs is
    /// shown all the same.
    ///
    /// An entry counts only where it left what stands there now: a program of an earlier version writes none.
    func lastChange<Change: WritingAction>(
        of record: RecordRef, as differences: [Meanwhile.Difference], by action: Change.Type, _ clock: LocalClock
    ) async -> LastChange? {
        // What was sent from here tells nothing of others.
        guard !isOwn() else { return nil }
        let found = try? await journal.history(of: record, before: nil, limit: Self.farEnough)
        let maker = found?.first { entry in
            !entry.isUndecided && differences.contains { entry.made($0, of: Change.recordField(of: $0.field)) }
        }
        return maker.flatMap { maker in
            clock.shown(universal: maker.moment).map { LastChange(who: maker.author.shown, moment: $0.time) }
        }
    }

    /// What others did between two looks at a record.
    private static var farEnough: Int { 20 }
}

extension HistoryEntry {
    fileprivate func made(_ difference: Meanwhile.Difference, of field: FieldDeclaration) -> Bool {
        told.contains { told in
            guard told.concerns(field), !told.change.isSecret else { return told.concerns(field) }
            return difference.field.means(difference.field.meaning(of: told.change.after ?? ""), difference.now)
        }
    }
}
