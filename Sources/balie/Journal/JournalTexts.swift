import BillingModel
import Journal

/// The sentences of the commands about the journal.
enum JournalTexts {
    static func empty(_ path: String) -> LocalizedText {
        LocalizedText(
            "There are no entries in “\(path)”: what is sent to the system of a profile is written there.",
            "Er zijn geen posten in “\(path)”: wat naar het systeem van een profiel wordt verzonden, komt daar te staan."
        )
    }

    static let notOfDatabases = LocalizedText(
        "The journal of a database cannot be seen yet. Leave out --database to see what was sent to other systems.",
        "Het journaal van een database is nog niet te zien. Laat --database weg om te zien wat naar andere systemen is verzonden."
    )

    static func summary(_ report: ChainReport) -> LocalizedText {
        let english = report.entries == 1 ? "1 entry" : "\(report.entries) entries"
        let dutch = report.entries == 1 ? "1 post" : "\(report.entries) posten"
        return report.isWhole
            ? LocalizedText("\(english), the chain is whole.", "\(dutch), de keten is heel.")
            : LocalizedText("\(english), the chain is broken.", "\(dutch), de keten is gebroken.")
    }

    static func head(_ head: ChainReport.Head) -> LocalizedText {
        LocalizedText("Head: entry \(head.number), \(head.digest)", "Kop: post \(head.number), \(head.digest)")
    }

    static func expected(_ digest: String, _ report: ChainReport) -> LocalizedText {
        guard let number = report.expected else {
            return LocalizedText(
                "No entry has the digest \(digest): the end of the journal was cut off, or written anew.",
                "Geen post heeft de hash \(digest): het einde van het journaal is afgesneden, of opnieuw geschreven.")
        }
        return LocalizedText(
            "The expected digest is that of entry \(number).", "De verwachte hash is die van post \(number).")
    }
}
