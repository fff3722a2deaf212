// What stands around the rows: the meaning of signs, the order, the way to search.
extension Texts {
    var endsThatDay: String { pick("ends that day", "eindigt die dag") }
    var hasEnded: String { pick("has ended", "beëindigd") }
    var willBeBlocked: String { pick("will be blocked", "wordt geblokkeerd") }
    var allServicesRun: String { pick("all run", "alle lopen") }
    var aServiceEnds: String { pick("one ends", "één eindigt") }
    var allServicesEnded: String { pick("all ended", "alle beëindigd") }
    var hasNoServices: String { pick("no services", "geen diensten") }
    var changedNotSent: String { pick("changed, not sent", "gewijzigd, niet verzonden") }
    var searches: String { pick("searches", "zoekt") }
    func ordered(by column: String, ascending: Bool) -> String {
        pick("by \(column)", "op \(column)") + Self.sign(ascending: ascending)
    }
    /// The same with what orders equals.
    func ordered(
        by column: String, ascending: Bool, then second: (column: String, ascending: Bool)?
    ) -> String {
        let first = ordered(by: column, ascending: ascending)
        return second.map { "\(first), \($0.column)" + Self.sign(ascending: $0.ascending) } ?? first
    }
    private static func sign(ascending: Bool) -> String { ascending ? " ▲" : " ▼" }
}
