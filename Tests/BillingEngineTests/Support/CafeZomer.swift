import BillingAPI
import BillingModel
import HostFactAPI

@testable import BillingEngine

extension TestEngine {
    /// Demo data in which one customer can be told from all others by whatever a caller may say of himself.
    static func withCafeZomer() async throws -> TestEngine {
        let engine = try await TestEngine(debtors: 40)
        var edit = EditDebtor()
        edit[Debtor.identifier] = 7
        edit[Debtor.companyName] = "Café Zomer"
        edit[Debtor.initials] = "Jan"
        edit[Debtor.surName] = "Bakkerink"
        edit[Debtor.address] = "Kromme Waal 12"
        edit[Debtor.zipCode] = "9899 QX"
        edit[Debtor.city] = "Nijkerk"
        edit[Debtor.phoneNumber] = "+31 10 2233449"
        edit[Debtor.mobileNumber] = "06-12345670"
        edit[Debtor.faxNumber] = "033 2450011"
        edit[Debtor.emailAddress] = "jan@cafezomer.example"
        edit[Debtor.accountNumber] = "NL33 BANK 0999 8887 76"
        edit[Debtor.taxNumber] = "NL8123.45.678B01"
        edit[Debtor.companyNumber] = "87654321"
        edit[Debtor.username] = "zoekaas"
        _ = try await engine.service.send(edit)
        return engine
    }
}
