import BillingAPI
import BillingModel
import HostFactAPI
import Testing

struct VendorMessageTests {
    @Test(arguments: [
        (VendorMessage.debtor, "There is no such debtor.", "Ongeldig kenmerk voor debiteur"),
        (VendorMessage.group, "There is no such group.", "Ongeldig kenmerk voor groep"),
        (VendorMessage.product, "There is no such product.", "Ongeldig kenmerk voor product"),
        (VendorMessage.service, "There is no such service.", "Ongeldig kenmerk voor dienst"),
    ])
    func whatIsNotThereIsToldInBothLanguagesAndOnTheWireInTheVendorsOwn(
        _ thing: LocalizedText, _ english: String, _ dutch: String
    ) {
        let error = VendorMessage.unknown(thing)
        #expect(error.kind == .notFound)
        #expect(error.message.english == english)
        #expect(error.message.dutch == "Er is geen \(thing.dutch) met dit kenmerk.")
        #expect(error.sentences.map(\.dutch) == [dutch])
    }
}
