import BillingAPI

// The history of one field of a form.
extension HistoryPage {
    init<Plan: ChangePlan>(of field: FieldDeclaration, in plan: Plan) {
        let kind = plan.read.map { type(of: $0).kind } ?? .debtor
        self.init(of: kind, plan.read?.identifier, plan.subject, field: Plan.Change.recordField(of: field))
    }

    /// Why it cannot be shown; nil where it can.
    ///
    /// - Parameter field: Nil where the focus is on none.
    static func refusal(_ plan: some ChangePlan, _ field: FieldDeclaration?, _ setting: Setting) -> String? {
        guard plan.again != nil, plan.read?.identifier != nil else { return setting.texts.isNewWithoutHistory }
        return refusal(setting) ?? (field == nil ? setting.texts.markAField : nil)
    }
}
