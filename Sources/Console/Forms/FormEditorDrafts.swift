import BillingAPI

// What is typed and not sent: kept in a draft, beside its field, or brought back.
extension FormEditor {
    var typed: [String: String] { form.typed }
    var omitted: [String] { form.omitted }
    var remarks: [String: String] { form.remarks }
    var aside: [String: String] { form.aside }

    mutating func restore(_ draft: Draft, _ setting: Setting) {
        for (name, typed) in draft.typed {
            let field = form.fields.first { $0.declaration.name == name && $0.mergesWithOthers }
            // Of a list what came and went, over what it is by now.
            let merged = field.flatMap { field in
                draft.base[name].map { field.declaration.merged(typed, from: $0, over: field.original) }
            }
            form.set(name, merged ?? typed, remark: draft.remarks[name] ?? "", language: setting.language)
        }
        form.demand(draft.omitted, saying: setting.texts.typeSecretAgain(revert: setting.keys.name(of: .revert)))
        form.keepAside(draft.aside ?? [:], saying: Self.asideNote(setting), setting.texts)
    }

    private static func asideNote(_ setting: Setting) -> (String) -> String {
        { setting.texts.setAside($0, revert: setting.keys.name(of: .revert)) }
    }

    mutating func setAside(_ name: String, _ setting: Setting) {
        form.setAside(name, saying: Self.asideNote(setting), setting.texts)
    }

    mutating func mark(_ sentences: [String: String]) { form.mark(sentences) }
}
