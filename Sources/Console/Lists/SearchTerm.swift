import BillingModel

/// What staff look for, as lists, pickers and the menu of commands ask for it.
///
/// The field keeps what was typed or pasted; nobody looks for the white space around it, nor for what cannot be seen.
enum SearchTerm {
    static func of(_ typed: String) -> String { typed.withoutUnseenEnds }
}
