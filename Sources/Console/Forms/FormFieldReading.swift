import BillingAPI
import BillingModel
import Foundation

/// What can be told of what was typed, beside whether it can be sent.
extension FormField {
    /// By what part an amount goes up or down; nothing where one of both is none.
    func share(_ texts: Texts) -> String {
        guard case .decimal = declaration.kind, isChanged, let old = Decimal(vendorText: original),
            let new = Decimal(vendorText: value), old > 0, new >= 0, new != old
        else { return "" }
        return texts.change((new - old) / old * 100)
    }

    /// As what people write it is read; nil of plain text.
    func reading(of text: String) -> WrittenForm.Reading? {
        declaration.notation?.form.reading(of: text, country: country)
    }

    /// What is odd about what was typed, in a sentence; sending it is up to staff.
    func doubt(_ texts: Texts) -> String? {
        guard isChanged, let reading = reading(of: value), let doubt = reading.doubt else { return nil }
        return texts.canBeSentAllTheSame(reading.about, doubt[texts.language])
    }
}

extension Form {
    /// The fields that staff should look at once more, each in a sentence.
    func identifierDoubts(_ texts: Texts) -> [String] {
        fields.compactMap { field in
            field.doubt(texts).map { "\(field.declaration.label[texts.language]): \($0)" }
        }
    }
}
