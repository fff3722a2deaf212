/// The rows of an answer, as the engine reads them.
struct PostgresRows {
    private let result: LibPQ.Result
    private let library: LibPQ

    init(_ result: LibPQ.Result, _ library: LibPQ) {
        self.result = result
        self.library = library
    }

    var all: [SQLRow] {
        let columns = library.columnCount(result)
        let isNumber = (0..<columns).map { Self.wholeNumbers.contains(library.columnType(result, $0)) }
        let names = (0..<columns).map { library.columnName(result, $0).map { String(cString: $0) } ?? "" }
        return (0..<library.rowCount(result)).map { row in
            SQLRow((0..<columns).map { value(row, $0, isNumber: isNumber[Int($0)]) }, names: names)
        }
    }

    private func value(_ row: Int32, _ column: Int32, isNumber: Bool) -> SQLValue {
        guard library.isNull(result, row, column) == 0, let bytes = library.value(result, row, column) else {
            return .null
        }
        let length = Int(library.length(result, row, column))
        let text = bytes.withMemoryRebound(to: UInt8.self, capacity: length) {
            String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
        }
        return isNumber ? Int64(text).map { .integer($0) } ?? .text(text) : .text(text)
    }

    /// The types int8, int2 and int4, as pg_type.dat numbers them.
    private static let wholeNumbers: Set<UInt32> = [20, 21, 23]
}
