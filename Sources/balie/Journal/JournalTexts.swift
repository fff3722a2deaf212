import BillingEngine
import BillingModel

/// The sentences of the commands about the journal.
enum JournalTexts {
    static func empty(_ path: String) -> LocalizedText {
        LocalizedText(
            "There are no entries in “\(path)”: what is sent to the system of a profile is written there. --database shows what was changed in a database.",
            "Er zijn geen posten in “\(path)”: wat naar het systeem van een profiel wordt verzonden, komt daar te staan. --database toont wat in een database is gewijzigd."
        )
    }

    static let notOfDatabases = LocalizedText(
        "Undecided changes are kept of systems elsewhere. Leave out --database to see them.",
        "Onbesliste wijzigingen worden van systemen elders bewaard. Laat --database weg om ze te zien.")

    static let emptyDatabase = LocalizedText(
        "Nothing was changed in this database since it keeps a journal.",
        "In deze database is niets gewijzigd sinds die een journaal bijhoudt.")

    static func summary(entries: Int, isWhole: Bool) -> LocalizedText {
        let english = entries == 1 ? "1 entry" : "\(entries) entries"
        let dutch = entries == 1 ? "1 post" : "\(entries) posten"
        return isWhole
            ? LocalizedText("\(english), the chain is whole.", "\(dutch), de keten is heel.")
            : LocalizedText("\(english), the chain is broken.", "\(dutch), de keten is gebroken.")
    }

    static let entry = LocalizedText("entry", "post")
    /// Of the chain of a database, whose entries have numbers of their own.
    static let link = LocalizedText("link", "schakel")

    /// - Parameter what: What has the number: `entry` or `link`.
    static func head(_ what: LocalizedText, _ number: Int, _ digest: String) -> LocalizedText {
        LocalizedText(
            "Head: \(what.english) \(number), \(digest)", "Kop: \(what.dutch) \(number), \(digest)")
    }

    static func expected(_ digest: String, at number: Int?, _ what: LocalizedText) -> LocalizedText {
        guard let number else {
            return LocalizedText(
                "No entry has the digest \(digest): the end of the journal was cut off, or written anew.",
                "Geen post heeft de hash \(digest): het einde van het journaal is afgesneden, of opnieuw geschreven.")
        }
        return LocalizedText(
            "The expected digest is that of \(what.english) \(number).",
            "De verwachte hash is die van \(what.dutch) \(number).")
    }

    /// What is worth knowing of a database's chain that does not break it.
    static func remarks(_ chain: SealedChain) -> [LocalizedText] {
        let unsealed = chain.unsealed.map { ids, count in
            count == 1
                ? LocalizedText(
                    "Entry \(ids.lowerBound) is not in the chain yet.",
                    "Post \(ids.lowerBound) staat nog niet in de keten.")
                : LocalizedText(
                    "\(count) entries are not in the chain yet: from \(ids.lowerBound) to \(ids.upperBound).",
                    "\(count) posten staan nog niet in de keten: van \(ids.lowerBound) tot en met \(ids.upperBound).")
        }
        let pruned = chain.prunedThrough.map {
            LocalizedText(
                "The chain begins after link \($0): what was older was removed, as an entry says.",
                "De keten begint na schakel \($0): wat ouder was is verwijderd, zoals een post zegt.")
        }
        let erased =
            chain.erased == 0
            ? nil
            : LocalizedText.counting(
                chain.erased,
                one: LocalizedText(
                    "What 1 of them said was deleted, as another says.",
                    "Wat 1 ervan zei is gewist, zoals een andere zegt."),
                many: LocalizedText(
                    "What \(chain.erased) of them said was deleted, as others say.",
                    "Wat \(chain.erased) ervan zeiden is gewist, zoals andere zeggen."))
        return [pruned, erased, unsealed].compactMap(\.self)
    }
}
