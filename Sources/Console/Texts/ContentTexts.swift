// What pages say line by line, where a screen says it by its columns and colours.
extension Texts {
    func rowCount(_ count: Int) -> String {
        counting(count, one: ("1 row", "1 rij"), many: ("\(count) rows", "\(count) rijen"))
    }

    var changedMark: String { pick("changed", "gewijzigd") }

    func wasAndBecomes(_ old: String, _ new: String) -> String {
        pick("was \(old), becomes \(new)", "was \(old), wordt \(new)")
    }
}
