import Synchronization

/// The connections of this program, to be closed before it ends: whoever is the last takes away what lies beside a
/// file, and a process that just ends takes nothing away.
public enum OpenDatabases {
    private struct Entry: Sendable {
        weak var connections: (any ClosedAtTheEnd)?
    }

    private static let entries = Mutex<[Entry]>([])

    static func add(_ connections: any ClosedAtTheEnd) {
        entries.withLock { entries in
            entries.removeAll { $0.connections == nil }
            entries.append(Entry(connections: connections))
        }
    }

    /// Closes what is still open. Reads that are under way are cut off; a write is waited for.
    public static func close() async {
        let open = entries.withLock { entries in
            defer { entries = [] }
            return entries.compactMap(\.connections)
        }
        guard !open.isEmpty else { return }
        try? await onSideThread { for connections in open { connections.close() } }
    }
}

protocol ClosedAtTheEnd: AnyObject, Sendable {
    func close()
}
