import BillingAPI
import BillingModel
import Console
import Profiles

/// The customers that somebody opened last, in the folder of the state.
struct HomeRecents: RecentShelf {
    private static let disk = SideThreads("recents", most: 1, mostWaiting: 64, patience: .seconds(10))

    /// Written as files of the configuration are: whole, and by one program at a time.
    private static var folder: ConfigurationFile { ConfigurationFile(folder: Places.state, home: "") }

    /// What cannot be read is as good as empty: nobody's work depends on it.
    static func read() -> RecentCustomers {
        let text = try? folder.text(of: RecentCustomers.fileName)
        return RecentCustomers(reading: text ?? "")
    }

    func change(_ deed: RecentDeed) async throws(APIError) -> RecentCustomers {
        let outcome: Result<RecentCustomers, APIError>
        do throws(SideThreads.Refusal) {
            outcome = try await Self.disk.run { Result { () throws(APIError) in try Self.changed(by: deed) } }
        } catch {
            throw APIError(
                .failure,
                LocalizedText("The disk with your state does not answer.", "De schijf met uw gegevens antwoordt niet."))
        }
        return try outcome.get()
    }

    private static func changed(by deed: RecentDeed) throws(APIError) -> RecentCustomers {
        var recents = RecentCustomers()
        try folder.change(RecentCustomers.fileName) { text in
            recents = RecentCustomers(reading: text)
            recents.apply(deed)
            return recents.text
        }
        return recents
    }
}
