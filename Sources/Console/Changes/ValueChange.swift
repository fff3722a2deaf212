import BillingAPI
import Foundation

/// What becomes of a value, in words; a table of prices has a line for each price that becomes another.
struct ValueChange: Equatable, Sendable {
    var label: String
    /// Nil where nothing is told of what was there.
    var old: String?
    var new: String
}

extension Texts {
    /// Beyond so many only those are named that are added or taken out.
    private static var mostNamed: Int { 6 }

    func changes(of field: FieldDeclaration, from before: String?, to after: String) -> [ValueChange] {
        let label = field.label[language]
        switch names.kind(of: field) {
        case .rows:
            let lines = priceChanges(label, from: before, to: after)
            if !lines.isEmpty { return lines }
        case .references(let kind):
            guard let before else { break }
            let (old, new) = (NamedIDs.ids(in: before), NamedIDs.ids(in: after))
            // Of members it counts who came and who went.
            guard kind != .group || max(old.count, new.count) > Self.mostNamed else { break }
            return [
                ValueChange(label: label, old: counted(old.count, kind), new: change(from: old, to: new, of: kind))
            ]
        default: break
        }
        return [ValueChange(label: label, old: before.map { valued($0, field) }, new: valued(after, field))]
    }

    /// How many there are by now, and which of them came or went.
    func change(from old: [String], to new: [String], of kind: RecordKind) -> String {
        let (before, now) = (Set(old), Set(new))
        let added = new.filter { !before.contains($0) }
        let gone = old.filter { !now.contains($0) }
        let parts = [
            added.isEmpty ? nil : isAdded(listed(added, of: kind)),
            gone.isEmpty ? nil : isTakenOut(listed(gone, of: kind)),
        ].compactMap { $0 }
        return ([counted(new.count, kind)] + parts).joined(separator: "; ")
    }

    /// Their names; of many the first ones, and how many more there are.
    func listed(_ ids: [String], of kind: RecordKind) -> String {
        let shown = names.of(kind).shown(Array(ids.prefix(Self.mostNamed)), self)
        return ids.count > Self.mostNamed ? andMore(shown, ids.count - Self.mostNamed) : shown
    }

    private func priceChanges(_ label: String, from before: String?, to after: String) -> [ValueChange] {
        guard let old = PriceTable(writing: before ?? ""), let new = PriceTable(writing: after) else { return [] }
        return old.changes(to: new).map { row, was, now in
            ValueChange(
                label: "\(priceShort), \(row.period(self))",
                old: before == nil ? nil : was?.amount(self) ?? none,
                new: now.map {
                    [$0.amount(self), share(from: was, to: $0)].filter { !$0.isEmpty }.joined(separator: "  ")
                }
                    ?? goesAway)
        }
    }

    private func share(from old: PriceTable.Row?, to new: PriceTable.Row) -> String {
        guard let old, old.isWithTax == new.isWithTax, old.price > 0, new.price >= 0 else { return "" }
        return change((new.price - old.price) / old.price * 100)
    }
}
