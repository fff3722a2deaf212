import BillingAPI
import BillingModel
import Foundation

/// Makes a PDF with a debtor's data. Source: HostFact reference, 4.8.
public struct GeneratePDF: HostFactAction {
    public typealias Answer = DebtorDocument

    public static let template = Field<Int>.integer(
        "TemplateID", "Template", "Sjabloon",
        help: LocalizedText("Empty: the standard one", "Leeg: het standaardsjabloon"))
    public static let service = Field<Int>.reference(
        "ServiceID", "Service", "Dienst", to: .service,
        help: LocalizedText("Empty: all services", "Leeg: alle diensten"))
    /// The vendor's controllers of things that are sold; one installation's page names `hosting`. That the kind of a
    /// plain service is `service` or, as in its lists, `other` is inferred.
    public static let serviceType = Field<String>.choice(
        "ServiceType", "Kind of service", "Soort dienst",
        [
            Choice("service", "other services", "overige diensten"),
            Choice("other", "other services", "overige diensten"),
            Choice("hosting", "hosting", "hosting"), Choice("domain", "domain names", "domeinnamen"),
            Choice("ssl", "SSL certificates", "SSL-certificaten"), Choice("vps", "VPS", "VPS"),
        ], fallback: "service", source: "HostFact reference, 4.8, 8 and 9")

    /// That a code may stand for the id is inferred.
    public static let declaration = ActionDeclaration(
        ActionName("debtor", "generatepdf"), LocalizedText("Make a PDF of the debtor", "PDF van debiteur maken"),
        .reads,
        [
            Debtor.identifier.declaration, Debtor.code.declaration, template.declaration, service.declaration,
            serviceType.declaration,
        ],
        rules: [.oneOf([Debtor.identifier.declaration, Debtor.code.declaration])],
        source: "HostFact reference, 4.8")

    public var arguments = Arguments()
    public init() {}
}

/// A file about a debtor.
public struct DebtorDocument: Equatable, HostFactAnswer {
    /// The name alone, without folders.
    public var filename: String
    public var bytes: [UInt8]

    public init(filename: String, bytes: [UInt8]) {
        self.filename = filename
        self.bytes = bytes
    }

    private static let filenameMember = "Filename"
    private static let contentMember = "Base64"

    public var envelopeMembers: [JSONMember] {
        let file = [
            JSONMember(Self.filenameMember, filename),
            JSONMember(Self.contentMember, Data(bytes).base64EncodedString()),
        ]
        return [JSONMember(Debtor.controller, .object(file))]
    }

    public static func reading(_ envelope: HostFactEnvelope) -> DebtorDocument? {
        guard let members = envelope.object(Debtor.controller) else { return nil }
        let file = JSONValue.object(members)
        guard let text = file[contentMember]?.scalarText, !text.isEmpty,
            let content = Data(base64Encoded: text, options: .ignoreUnknownCharacters)
        else { return nil }
        return DebtorDocument(
            filename: safeName(file[filenameMember]?.scalarText ?? ""), bytes: Array(content))
    }

    /// A name from elsewhere must not lead out of the folder it is saved in, nor hide the file.
    private static func safeName(_ name: String) -> String {
        let last = name.plainLine.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let shown = String(last.drop { $0 == "." || $0 == " " })
        return shown.isEmpty ? "debtor.pdf" : shown
    }
}
