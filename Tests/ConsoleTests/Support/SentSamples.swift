import BillingAPI
import BillingModel
import ConsoleTesting
import HostFactAPI

/// What consoles have sent without an answer, on the system that `ScreenDriver` opens or another.
enum SentSample {
    static let system = SystemID.database("test")
    static let early = "2026-03-10T09:30:00Z"

    /// The city of debtor 1.
    static func edit(
        _ city: String = "Leiden", id: String = "edit-1", moment: String = early,
        until: String = "2026-03-10T09:30:31Z", sentence: LocalizedText? = nil
    ) -> OpenWrite {
        let number = FieldChange(Debtor.identifier.declaration, from: "1", to: "1")
        let intent = Intent(
            id: id, system: system, action: EditDebtor.declaration.name, target: RecordRef(system, .debtor, 1),
            changes: [number, FieldChange(Debtor.city.declaration, from: "Delft", to: city)])
        return OpenWrite(intent, who: "anna@desk-2", moment: moment, waitedUntil: until, sentence: sentence)
    }

    /// The password of debtor 2.
    static func password(id: String = "password-1") -> OpenWrite {
        let intent = Intent(
            id: id, system: system, action: UpdateLoginCredentials.declaration.name,
            target: RecordRef(system, .debtor, 2),
            changes: [
                FieldChange(Debtor.username.declaration, from: "DB0002", to: "DB0002"),
                FieldChange(Debtor.password.declaration, from: nil, to: "planted-Secret-1"),
            ])
        return OpenWrite(
            intent, who: "anna@desk-2", moment: "2026-03-10T09:40:00Z", waitedUntil: "2026-03-10T09:40:31Z",
            sentence: LocalizedText("No answer came in time.", "Er kwam op tijd geen antwoord."))
    }

    /// A new service of debtor 1.
    static func service(
        on system: SystemID = system, id: String = "add-1", product: String = "P002",
        until: String = "2026-03-10T09:50:31Z"
    ) -> OpenWrite {
        let intent = Intent(
            id: id, system: system, action: AddService.declaration.name, target: nil,
            changes: [
                FieldChange(Subscription.debtorCode.declaration, from: nil, to: "DB0001"),
                FieldChange(Subscription.productCode.declaration, from: nil, to: product),
            ])
        return OpenWrite(intent, who: "anna@desk-2", moment: "2026-03-10T09:50:00Z", waitedUntil: until)
    }
}
