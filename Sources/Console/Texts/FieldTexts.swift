// Fields that are read as people write them, and found by their names.
extension Texts {
    /// - Parameter doubt: Behind the text, such as `has check digits that do not fit`.
    func canBeSentAllTheSame(_ text: String, _ doubt: String) -> String {
        pick("“\(text)” \(doubt). It can be sent all the same.", "“\(text)” \(doubt). Verzenden kan toch.")
    }
    var fieldHint: String { pick("part of a label", "deel van een label") }
}
