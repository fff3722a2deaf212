import BillingAPI
import BillingModel
import HostFactAPI

// Fields whose records staff call by their names, and tables of prices.
extension FormField {
    /// Puts one more behind those that stand here, or takes it out.
    mutating func put(_ id: String, isIn: Bool, called label: String, of kind: RecordKind) {
        name([id: label], of: kind)
        let known = isReadable ? NamedIDs.ids(in: value) : names.of(kind).reading(of: typedText).ids
        var ids = known.filter { $0 != id }
        if isIn { ids.append(id) }
        set(NamedIDs.sorted(ids).joined(separator: ","), language: language)
    }

    /// What is wrong with it as it stands, in its own words.
    var ownProblem: Problem? {
        switch declaration.kind {
        case .rows: return isTyped ? rowReading(of: typedText).problems.first : nil
        case .references(.group) where isTyped:
            guard let unknown = names.of(.group).reading(of: typedText).unknown.first else { break }
            return Problem(naming: declaration) {
                LocalizedText(
                    "\($0.english): there is no group “\(unknown)”, or more than one.",
                    "\($0.dutch): er is geen groep “\(unknown)”, of meer dan een.")
            }
        default: break
        }
        if case .failure(let failure) = declaration.check(value) { return failure.problem }
        return nil
    }

    /// Why a number cannot be read with certainty.
    func doubtfulReading(_ texts: Texts) -> String? {
        if case .rows = declaration.kind { return rowReading(of: typedText).doubts.first }
        return InputReading.doubt(typedText, declaration.kind, texts)
    }

    func rowReading(of text: String) -> PriceTableReading {
        PriceTableReading(text, over: PriceTable(writing: original) ?? PriceTable([]), language)
    }

    /// The parameters that carry it; what could not be read travels as it is, to be refused.
    var parameters: [RawParameter] {
        declaration.parameters(writing: value) ?? declaration.parameters(value)
    }

    // MARK: Beside others

    /// Whether what another put in or took out stands beside what is chosen here.
    var mergesWithOthers: Bool { declaration.mergesWithOthers }

    /// What is typed, over another stored value.
    func merged(over stored: String) -> String {
        mergesWithOthers ? declaration.merged(value, from: original, over: stored) : value
    }

    /// How many there are, and what comes and goes, with the names of these.
    var membership: String {
        guard case .references(let kind) = declaration.kind else { return value }
        let texts = Texts(language).knowing(names)
        let (old, new) = (NamedIDs.ids(in: original), NamedIDs.ids(in: value))
        return isChanged ? texts.change(from: old, to: new, of: kind) : texts.counted(new.count, kind)
    }
}

extension FieldDeclaration {
    /// Of members each comes or goes by itself: nobody has to decide between two lists of them.
    var mergesWithOthers: Bool {
        guard case .references(let kind) = self.kind else { return false }
        return kind != .group
    }

    /// A list of ids after somebody's additions and removals, done to what the list is by now.
    func merged(_ mine: String, from base: String, over now: String) -> String {
        let (mine, base, now) = (NamedIDs.ids(in: mine), NamedIDs.ids(in: base), NamedIDs.ids(in: now))
        let (kept, known, there) = (Set(mine), Set(base), Set(now))
        let added = mine.filter { !known.contains($0) && !there.contains($0) }
        let left = now.filter { kept.contains($0) || !known.contains($0) }
        return NamedIDs.sorted(left + added).joined(separator: ",")
    }
}
