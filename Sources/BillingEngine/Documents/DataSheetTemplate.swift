import BillingModel

/// What a data sheet shows, by its number in `TemplateID`.
///
/// Ours: the vendor's templates are made in each installation.
enum DataSheetTemplate: Int, CaseIterable, Sendable {
    case everything = 1, address, services, login, payment

    /// The parts of a sheet.
    enum Part: Sendable {
        case identity, address, contact, payment, login, services
    }

    var parts: [Part] {
        switch self {
        case .everything: [.identity, .address, .contact, .payment, .login, .services]
        case .address: [.identity, .address, .contact]
        case .services: [.identity, .services]
        case .login: [.identity, .contact, .login]
        case .payment: [.identity, .address, .payment]
        }
    }

    var title: LocalizedText {
        switch self {
        case .everything: LocalizedText("Customer data", "Klantgegevens")
        case .address: LocalizedText("Address", "Adresgegevens")
        case .services: LocalizedText("Services", "Diensten")
        case .login: LocalizedText("Client panel", "Klantenpaneel")
        case .payment: LocalizedText("Payment", "Betaalgegevens")
        }
    }

    /// The beginning of the file's name.
    func filename(_ language: Language) -> String {
        title[language].lowercased().split(separator: " ").joined(separator: "-")
    }
}
