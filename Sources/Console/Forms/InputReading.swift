import BillingAPI
import BillingModel
import Foundation

/// How staff write values, and how that becomes the vendor's writing.
///
/// What was understood always stands on the review page before anything is sent.
public enum InputReading {
    /// What a reading depends on beside the text.
    struct Basis {
        var amounts = AmountReading()
        var days = DateReading()
    }

    /// The vendor's writing of what was typed; unreadable text stays as it is, for the declaration to refuse.
    static func vendorText(_ typed: String, _ kind: FieldKind, _ basis: Basis = Basis()) -> String {
        switch kind {
        case .integer, .reference, .references: return typed.withoutUnseen
        case .decimal:
            let typed = typed.withoutUnseen
            return basis.amounts.outcome(of: typed)?.vendorText ?? WrittenNumber.plain(typed)
        case .percentage: return WrittenNumber.plain(typed.withoutUnseen)
        case .date:
            let typed = typed.withoutUnseenEnds
            return basis.days.day(of: typed)?.text ?? typed
        default: return typed
        }
    }

    /// A stored value as staff write it: `50,75` and `31-12-2026` in Dutch.
    public static func shown(_ stored: String, _ kind: FieldKind, _ language: Language) -> String {
        guard language == .dutch else { return stored }
        switch kind {
        case .decimal, .percentage: return stored.replacing(".", with: ",")
        case .date: return CalendarDate(stored)?.dutchText ?? stored
        default: return stored
        }
    }

    /// Why a number cannot be read with certainty; a price must not be guessed at.
    static func doubt(_ typed: String, _ kind: FieldKind, _ texts: Texts) -> String? {
        switch kind {
        case .decimal, .percentage: break
        default: return nil
        }
        return AmountReading.amounts(in: typed.withoutUnseen).lazy
            .compactMap { amount in
                WrittenNumber.readings(of: amount).map { texts.twoReadings(typed, $0.whole, $0.fraction) }
            }
            .first
    }
}
