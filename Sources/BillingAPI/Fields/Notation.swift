import BillingModel

/// How people write what stands in a field, and by what that is to be read.
public struct Notation: Hashable, Sendable {
    public var form: WrittenForm
    /// The parameter that tells the country; nil where none does.
    public var country: FieldDeclaration?

    public init(_ form: WrittenForm, country: FieldDeclaration? = nil) {
        (self.form, self.country) = (form, country)
    }
}

extension Field where Value == String {
    /// The same field, whose text is read as people write such a thing. Nothing is refused for it.
    ///
    /// - Parameter country: The field with the two letters of the country whose rules hold.
    public func written(_ form: WrittenForm, in country: Field<String>? = nil) -> Field {
        var copy = self
        copy.declaration.notation = Notation(form, country: country?.declaration)
        return copy
    }
}
