import BillingAPI
import BillingModel
import Mustache

extension DataSheet {
    /// The page in HTML. Every value in it is escaped, and nothing in it leads outside of it.
    func html() throws -> String {
        func cells(_ texts: [String]) -> [[String: Any]] {
            // Numbers stand at the right.
            texts.enumerated().map { ["text": $1, "isAmount": $0 >= texts.count - 2] }
        }
        let context: [String: Any] = [
            "language": language.rawValue,
            "title": template.title[language],
            "name": name, "code": code, "day": day,
            "sections": sections.map { section -> [String: Any] in
                [
                    "title": section.title,
                    "lines": section.lines.map { ["label": $0.label, "value": $0.value] },
                ]
            },
            "hasServices": !services.isEmpty,
            "servicesTitle": LocalizedText("Services", "Diensten")[language],
            "columns": cells(Self.serviceColumns.map { $0[language] }),
            "services": services.map { ["cells": cells($0)] },
            "more": isCutOff
                ? LocalizedText(
                    "Only the first \(Self.mostServices) services are shown.",
                    "Alleen de eerste \(Self.mostServices) diensten staan hier.")[language] : "",
        ]
        return try MustacheTemplate(string: Self.page).render(context)
    }

    private static let page = """
        <!DOCTYPE html>
        <html lang="{{language}}">
        <head>
        <meta charset="utf-8">
        <title>{{title}} {{code}}</title>
        <style>
        @page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }
        body { font-family: "Noto Sans", "DejaVu Sans", sans-serif; font-size: 9.5pt; line-height: 1.35 }
        h1 { font-size: 18pt; margin: 0 }
        h2 { font-size: 12pt; margin: 4mm 0 0.5mm; border-bottom: 0.3mm solid #888; break-after: avoid }
        p { margin: 1mm 0 }
        table { border-collapse: collapse; width: 100% }
        td, th { text-align: left; vertical-align: top; padding: 0.4mm 2mm 0.4mm 0; overflow-wrap: anywhere }
        th.label { width: 55mm; font-weight: normal; color: #555 }
        table.services { font-size: 8pt }
        table.services th { border-bottom: 0.2mm solid #888 }
        .amount { text-align: right; white-space: nowrap }
        tr { break-inside: avoid }
        </style>
        </head>
        <body>
        <h1>{{name}}</h1>
        <p>{{title}} {{code}}, {{day}}</p>
        {{#sections}}
        <h2>{{title}}</h2>
        <table>
        {{#lines}}
        <tr><th class="label">{{label}}</th><td>{{value}}</td></tr>
        {{/lines}}
        </table>
        {{/sections}}
        {{#hasServices}}
        <h2>{{servicesTitle}}</h2>
        <table class="services">
        <thead><tr>{{#columns}}<th{{#isAmount}} class="amount"{{/isAmount}}>{{text}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#services}}
        <tr>{{#cells}}<td{{#isAmount}} class="amount"{{/isAmount}}>{{text}}</td>{{/cells}}</tr>
        {{/services}}
        </tbody>
        </table>
        {{/hasServices}}
        <p>{{more}}</p>
        </body>
        </html>
        """
}
