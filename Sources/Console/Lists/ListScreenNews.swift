import BillingAPI

/// What changed records mean to a list.
extension ListScreen {
    /// Whether a record may stand in the list, or something of it beside a row.
    func concerns(_ record: ChangedRecord) -> Bool {
        record.kind == source.kind || source.tellsOf.contains(record.kind) || shows(record)
    }

    private func shows(_ other: ChangedRecord) -> Bool { state.rows.contains { source.shows(other, in: $0) } }

    /// Rows that keep their place are read one by one. A record that is not among them may belong there by now, or have
    /// moved all others: only the whole page tells.
    mutating func take(_ records: Set<ChangedRecord>, _ height: Int, _ setting: Setting) -> Effect<Action> {
        let own = records.filter { $0.kind == source.kind }
        let others = records.subtracting(own)
        let rows = state.rows.filter { row in own.contains { $0.identifier == source.id(of: row) } }
        let areShown = rows.count == own.count && rows.count <= Self.mostReadAlone && problem == nil
        guard areShown, !reading.isUnderWay, wanted.isEmpty, !others.contains(where: shows) else {
            return readAgain(height)
        }
        reading.changes += 1
        let effect = rows.reduce(Effect<Action>.none) { effect, row in effect + read(row) }
        let tellsOfOthers = others.contains { source.tellsOf.contains($0.kind) }
        return tellsOfOthers ? effect + readDetail(setting, again: true) : effect
    }

    /// More of them cost more than the page.
    private static var mostReadAlone: Int { 3 }

    /// Each in a slot of its own: news of one must not give up the reading of another.
    private func read(_ row: Row) -> Effect<Action> {
        let id = source.id(of: row)
        return .read(
            slot: "row \(id)", { [source] service throws(APIError) in try await source.read(row, service) }
        ) { .reread(id, $0) }
    }

    /// A record as it is now; it is put in its row where that still is its place.
    mutating func take(
        _ result: Result<Row, APIError>, of id: Int, _ height: Int, _ setting: Setting
    ) -> Effect<Action> {
        guard let position = state.rows.firstIndex(where: { source.id(of: $0) == id }) else { return .none }
        guard case .success(let row) = result, keepsPlace(state.rows[position], row) else { return readAgain(height) }
        replace(at: position, by: row)
        if setting.area.width >= Self.paneWidth, state.selected.map(source.id) == id {
            pane.show(source.pane(row, setting.texts), of: id)
        }
        return .none
    }

    /// What is searched for a list does not show whole.
    private func keepsPlace(_ old: Row, _ new: Row) -> Bool {
        guard wanted.isEmpty else { return false }
        let keys = [all[order.column].sortKey, thenBy?.member].compactMap { $0 }
        return keys.allSatisfy { source.text(of: $0, in: old) == source.text(of: $0, in: new) }
    }
}
