import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import SQLStore

/// A debtor's data as a page shows them, in the debtor's language, as texts under their labels.
struct DataSheet: Equatable, Sendable {
    struct Line: Equatable, Sendable {
        var label: String
        var value: String
    }

    struct Section: Equatable, Sendable {
        var title: String
        var lines: [Line]
    }

    /// Cells in the order of `serviceColumns`.
    typealias ServiceLine = [String]

    var template: DataSheetTemplate
    var language: Language
    var code: String
    var name: String
    var day: String
    var sections: [Section] = []
    var services: [ServiceLine] = []
    /// Whether the debtor has more services than the page shows.
    var isCutOff = false

    /// A page of more would take longer than anybody waits.
    static let mostServices = 500

    init(
        _ debtor: Record<Debtor>, _ template: DataSheetTemplate = .everything, services: [Record<Subscription>],
        passwordExpires: String, at now: LocalTime
    ) {
        self.template = template
        let context = DebtorContext(debtor)
        language = context.language
        code = debtor.text(Debtor.code).plainLine
        name = Debtor.displayName(of: debtor).plainLine
        let writer = ValueText(language: language)
        day = writer.date(now.date)
        sections = template.parts.compactMap { part in
            switch part {
            case .identity: identity(debtor)
            case .address: address(debtor)
            case .contact: contact(debtor)
            case .payment: payment(debtor)
            case .login: login(debtor, passwordExpires: passwordExpires)
            case .services: nil
            }
        }.filter { !$0.lines.isEmpty }
        guard template.parts.contains(.services) else { return }
        isCutOff = services.count > Self.mostServices
        self.services = services.prefix(Self.mostServices).map(writer.line)
    }

    static let serviceColumns = [
        Subscription.productCode.declaration.label, Subscription.description.declaration.label,
        Subscription.number.declaration.label,
        LocalizedText("Period", "Periode"), LocalizedText("From", "Vanaf"), Subscription.nextDate.declaration.label,
        Subscription.terminationDate.declaration.label, LocalizedText("Excl. VAT", "Excl. btw"),
        LocalizedText("Incl. VAT", "Incl. btw"),
    ]

    private func identity(_ debtor: Record<Debtor>) -> Section {
        var section = Self.section(
            "Identity", "Gegevens", debtor,
            [
                Debtor.code, Debtor.companyName, Debtor.companyNumber, Debtor.legalForm, Debtor.taxNumber,
                Debtor.initials, Debtor.surName,
            ].map(\.declaration), ValueText(language: language))
        let groups = debtor.groupNames.map(\.name.plainLine).joined(separator: ", ")
        if !groups.isEmpty {
            section.lines.append(Line(label: Debtor.groups.declaration.label[language], value: groups))
        }
        return section
    }

    private func address(_ debtor: Record<Debtor>) -> Section {
        var section = Self.section(
            "Address", "Adres", debtor, [Debtor.address, Debtor.zipCode, Debtor.city].map(\.declaration),
            ValueText(language: language))
        let code = debtor.text(Debtor.country).plainLine
        let country = Locale(identifier: language.rawValue).localizedString(forRegionCode: code) ?? code
        if !code.isEmpty {
            section.lines.append(Line(label: Debtor.country.declaration.label[language], value: country))
        }
        return section
    }

    private func contact(_ debtor: Record<Debtor>) -> Section {
        Self.section(
            "Contact", "Contact", debtor,
            [Debtor.emailAddress, Debtor.phoneNumber, Debtor.mobileNumber, Debtor.faxNumber, Debtor.website]
                .map(\.declaration), ValueText(language: language))
    }

    private func payment(_ debtor: Record<Debtor>) -> Section {
        Self.section(
            "Payment", "Betaling", debtor,
            [
                Debtor.invoiceMethod.declaration, Debtor.taxable.declaration, Debtor.invoiceAuthorisation.declaration,
                Debtor.mandateID.declaration, Debtor.mandateDate.declaration, Debtor.accountNumber.declaration,
                Debtor.accountBIC.declaration, Debtor.accountName.declaration,
            ], ValueText(language: language))
    }

    private func login(_ debtor: Record<Debtor>, passwordExpires: String) -> Section {
        var section = Self.section(
            "Client panel", "Klantenpaneel", debtor, [Debtor.activeLogin.declaration, Debtor.username.declaration],
            ValueText(language: language))
        if !passwordExpires.isEmpty {
            let label = LocalizedText("Temporary password valid until", "Tijdelijk wachtwoord geldig tot")[language]
            section.lines.append(Line(label: label, value: passwordExpires))
        }
        return section
    }

    /// The lines that have a value.
    private static func section(
        _ english: String, _ dutch: String, _ debtor: Record<Debtor>, _ fields: [FieldDeclaration], _ writer: ValueText
    ) -> Section {
        let lines = fields.map {
            Line(label: $0.label[writer.language], value: writer.text($0, debtor[text: $0] ?? ""))
        }
        return Section(
            title: LocalizedText(english, dutch)[writer.language], lines: lines.filter { !$0.value.isEmpty })
    }
}
