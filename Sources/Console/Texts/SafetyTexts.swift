// What keeps staff from working in the wrong place.
extension Texts {
    var production: String { pick("PRODUCTION", "PRODUCTIE") }
}
