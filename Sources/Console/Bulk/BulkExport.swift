import BillingAPI
import BillingModel
import Foundation
import HostFactAPI

/// What became of every row of a run, in a file for staff to take along.
struct BulkExport: Sendable {
    enum State: Sendable {
        case done(rows: Int, file: String)
        case failed(APIError)
    }

    /// Rows handed over at once.
    private static let most = 500

    let run: BulkRun
    let texts: Texts

    func run(_ files: any ListFiles, day: CalendarDate) async -> State {
        do throws(APIError) {
            let titles = [
                texts.record, texts.field, texts.was, texts.becomesNew, texts.outcomeTitle, texts.outcomeWords,
            ]
            let file = try await files.begin("bulk-\(day.text)", titles)
            do throws(APIError) {
                for start in stride(from: 0, to: run.rows.count, by: Self.most) {
                    let rows = run.rows.indices[start..<min(start + Self.most, run.rows.count)]
                    try await file.add(rows.map(cells))
                }
                return .done(rows: run.rows.count, file: try await file.finish())
            } catch {
                await file.giveUp()
                throw error
            }
        } catch {
            return .failed(error)
        }
    }

    private func cells(of row: Int) -> [String] {
        let shown = BulkRowShown(run.rows[row].intent, texts)
        let state = run.states[row]
        return [
            run.rows[row].subject, shown.fields, shown.old, shown.new, texts.outcome(state), texts.words(of: state),
        ]
    }
}

/// What a row changes, as staff read it.
struct BulkRowShown: Equatable, Sendable {
    var fields = ""
    var old = ""
    var new = ""

    static func isPrice(_ intent: Intent) -> Bool { price(in: intent) != nil }

    /// A price alone is written with its cents, so that all stand under each other.
    private static func price(in intent: Intent) -> (old: Decimal, new: Decimal)? {
        let changed = intent.changes.filter { $0.before != $0.after }
        guard changed.count == 1, let change = changed.first,
            [Product.priceExcl.name, Subscription.priceExcl.name].contains(change.field),
            let old = change.before.flatMap({ Decimal(vendorText: $0) }),
            let new = change.after.flatMap({ Decimal(vendorText: $0) })
        else { return nil }
        return (old, new)
    }

    init(_ intent: Intent, _ texts: Texts) {
        let lines = Review.lines(of: intent, texts)
        func joined(_ text: (Review.Line) -> String?) -> String { lines.compactMap(text).joined(separator: "; ") }
        if intent.isMail {
            (fields, new) = (SendEmail.recipient.declaration.label[texts.language], intent.recipient ?? "")
            return
        }
        if let price = Self.price(in: intent) {
            fields = joined { $0.label }
            (old, new) = (texts.amount(price.old), texts.amount(price.new))
            return
        }
        fields = joined { $0.label }
        old = joined { line in line.values.count > 1 ? line.values[0].text : nil }
        new = joined { $0.values.last?.text }
    }
}
