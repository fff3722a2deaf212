import BillingAPI
import BillingModel

/// Exactly what a list shows, all pages of it, in a file.
struct ListExport<Source: Desk>: Sendable {
    enum State: Sendable {
        case under(way: Int, of: Int?)
        case done(rows: Int, file: String)
        case failed(APIError)
    }

    /// Rows of one question.
    private static var most: Int { 1000 }

    let source: Source
    /// Filter and order as they are shown.
    let request: ListRequest
    /// Of the columns that are shown, at every width.
    let columns: [ListColumn<Source.Row>]
    let texts: Texts

    func run(
        _ service: any BillingService, _ files: any ListFiles, day: CalendarDate, tell: (State) async -> Void
    ) async -> State {
        do throws(APIError) {
            let file = try await files.begin("\(source.tab)-\(day.text)", columns.map { $0.title(texts) })
            do throws(APIError) {
                let count = try await write(service, to: file, tell)
                return .done(rows: count, file: try await file.finish())
            } catch {
                await file.giveUp()
                throw error
            }
        } catch {
            return .failed(error)
        }
    }

    private func write(
        _ service: any BillingService, to file: any ListFile, _ tell: (State) async -> Void
    ) async throws(APIError) -> Int {
        var asked = request
        (asked.offset, asked.limit, asked.countsAll, asked.mostCounted) = (0, Self.most, true, nil)
        while true {
            guard !Task.isCancelled else {
                throw APIError(.failure, LocalizedText("It was stopped.", "Het is gestopt."))
            }
            let page = try await source.ask(asked, service)
            try await file.add(page.rows.map { row in columns.map { $0.cell(row, texts) } })
            asked.offset += page.rows.count
            await tell(.under(way: asked.offset, of: page.total))
            // A system that is looked through may give none now and more later.
            if page.looked?.isWhole == false { continue }
            guard !page.rows.isEmpty, page.total.map({ asked.offset < $0 }) ?? true else { return asked.offset }
        }
    }
}
