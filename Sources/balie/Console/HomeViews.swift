import BillingAPI
import BillingModel
import Console
import Profiles

/// How somebody wants to see the lists, in the folder of the configuration.
struct HomeViews: ViewShelf {
    private static let disk = SideThreads("views", most: 1, mostWaiting: 16, patience: .seconds(10))

    /// Where there is no such file this costs one look at the disk; what is wrong with it costs nobody the console.
    static func read(noting notices: inout [String], in language: Language) -> KeptViews {
        do throws(APIError) {
            return try Places.configuration.text(of: KeptViews.fileName).map { KeptViews(reading: $0) } ?? KeptViews()
        } catch {
            notices.append(error.message[language])
            return KeptViews()
        }
    }

    func change(_ deed: ViewDeed) async throws(APIError) -> KeptViews {
        let outcome: Result<KeptViews, APIError>
        do throws(SideThreads.Refusal) {
            outcome = try await Self.disk.run { Result { () throws(APIError) in try Self.changed(by: deed) } }
        } catch {
            throw APIError(
                .failure,
                LocalizedText(
                    "The disk with your configuration does not answer.",
                    "De schijf met uw configuratie antwoordt niet."))
        }
        return try outcome.get()
    }

    private static func changed(by deed: ViewDeed) throws(APIError) -> KeptViews {
        var views = KeptViews()
        try Places.configuration.change(KeptViews.fileName) { text in
            views = KeptViews(reading: text)
            views.apply(deed)
            return views.text
        }
        return views
    }
}
