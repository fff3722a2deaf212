import BillingAPI
import BillingModel

/// Records of a list as rows of texts, all pages of it.
public struct RecordExport: Sendable {
    private let kind: FileKind
    private let columns: [FieldDeclaration]
    private let parameters: [RawParameter]
    private let most: Int

    /// - Parameters:
    ///   - columns: By the vendor's names; none for all there are.
    ///   - parameters: What the list is asked, such as `searchfor`.
    ///   - most: Rows of one page.
    /// - Throws: `.invalidInput` for a column or a parameter that there is not.
    public init(_ kind: FileKind, columns: [String] = [], parameters: [RawParameter] = [], most: Int = 1000)
        throws(APIError)
    {
        self.kind = kind
        self.most = most
        self.columns =
            columns.isEmpty
            ? kind.columns
            : try columns.map { name throws(APIError) in
                guard let field = kind.column(named: name) else { throw kind.noColumn(name) }
                return field
            }
        for parameter in parameters where !kind.listParameters.contains(where: { $0.path.first == parameter.name }) {
            let names = kind.listParameters.map(\.name).joined(separator: ", ")
            throw APIError(
                .invalidInput,
                LocalizedText(
                    "The list of \(kind.name) cannot be asked “\(parameter.name.plainLine)”; it takes \(names).",
                    "De lijst \(kind.name) kent geen “\(parameter.name.plainLine)”; wel \(names)."))
        }
        self.parameters = parameters
    }

    public var names: [String] { columns.map(\.name) }

    /// - Parameters:
    ///   - take: Is given each row, with what each cell is.
    ///   - progress: Is told of rows and of all rows, after each page.
    /// - Returns: How many rows there were.
    public func run(
        from service: any BillingService, progress: (Int, Int?) -> Void = { _, _ in },
        take: ([(field: FieldDeclaration, text: String)]) async throws(APIError) -> Void
    ) async throws(APIError) -> Int {
        var (offset, count) = (0, 0)
        while true {
            let page = try await kind.list(service, parameters, offset, most)
            for row in page.rows {
                try await take(try await cells(of: row, service))
                count += 1
            }
            offset += page.rows.count
            progress(offset, page.total)
            // A system may give fewer than it was asked for.
            guard !page.rows.isEmpty, page.total.map({ offset < $0 }) ?? true else { return count }
        }
    }

    /// A record is read whole only where the list does not tell every column.
    private func cells(
        of row: FileKind.ListedRow, _ service: any BillingService
    ) async throws(APIError) -> [(field: FieldDeclaration, text: String)] {
        let listed = columns.map(row.text)
        guard listed.contains(nil), let id = row.identifier else {
            return zip(columns, listed).map { ($0, WrittenCell.written($1 ?? "", $0)) }
        }
        let whole = try await kind.read(service, id)
        return zip(columns, listed).map { field, text in
            (field, WrittenCell.written(text ?? whole.text(of: field) ?? "", field))
        }
    }
}

extension FileKind {
    /// By its own name, or by that inside its map.
    func column(named name: String) -> FieldDeclaration? {
        let name = name.lowercased()
        return columns.first { $0.name.lowercased() == name } ?? columns.first { $0.member.lowercased() == name }
    }

    func noColumn(_ name: String) -> APIError {
        let names = columns.map(\.name).joined(separator: ", ")
        return APIError(
            .invalidInput,
            LocalizedText(
                "\(self.name.capitalized) have no column “\(name.plainLine)”; they have \(names).",
                "“\(name.plainLine)” is geen kolom van \(self.name); dit zijn ze: \(names)."))
    }
}
