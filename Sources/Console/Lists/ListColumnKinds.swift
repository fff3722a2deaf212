import BillingAPI
import BillingModel
import Foundation

extension ListColumn {
    /// A column of one declared field, titled by its label and sorted by its name where the system can.
    static func field<Kind, Value>(
        _ field: Field<Value>, _ title: (@Sendable (Texts) -> String)? = nil, minimum: Int, ideal: Int, priority: Int,
        isSortable: Bool = false, isFlexible: Bool = false
    ) -> ListColumn where Row == Record<Kind> {
        let declaration = field.declaration
        return ListColumn(
            title: title ?? { declaration.label[$0.language] }, sortKey: isSortable ? declaration.member : nil,
            minimum: minimum, ideal: ideal, isFlexible: isFlexible, priority: priority,
            isTold: { $0[text: declaration] != nil }
        ) { row, texts in
            texts.shown(row[text: declaration] ?? "", declaration.kind)
        }
    }

    /// A column of amounts, aligned on the decimal sign.
    static func amount<Kind>(
        _ field: Field<Decimal>, _ title: (@Sendable (Texts) -> String)? = nil, minimum: Int, ideal: Int, priority: Int,
        isSortable: Bool = false
    ) -> ListColumn where Row == Record<Kind> {
        let declaration = field.declaration
        return ListColumn(
            title: title ?? { declaration.label[$0.language] }, sortKey: isSortable ? declaration.member : nil,
            minimum: minimum, ideal: ideal, alignment: .decimal, priority: priority
        ) { row, texts in
            row[field].map { texts.amount($0) } ?? ""
        }
    }
}

extension Record {
    /// A labelled line of one field, for the detail pane and the record pages.
    func line<Value>(_ field: Field<Value>, _ texts: Texts, label: String? = nil) -> DetailLine {
        let declaration = field.declaration
        let stored = self[text: declaration]
        return DetailLine(
            label: label ?? declaration.label[texts.language], text: texts.shown(stored ?? "", declaration.kind),
            source: declaration.isSecret ? nil : stored.map { .init(field: declaration.name, stored: $0) })
    }
}
