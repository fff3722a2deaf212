import BillingAPI
import BillingModel
import Foundation

/// What a list is filtered by: words, and conditions on single fields.
struct RowFilter: Equatable, Sendable {
    var words = ""
    var conditions: [RowCondition] = []
    /// What of a row led to it, as far as a text did.
    var highlighted = ""

    var isEmpty: Bool { words.isEmpty && conditions.isEmpty }
}

/// What was typed into the field of a filter, as it was understood.
struct FilterReading: Equatable, Sendable {
    struct Problem: Equatable, Sendable {
        var sentence: String
        /// It is no mistake yet: the rest is still to be typed.
        var isUnfinished: Bool
        /// What of the text it is about.
        var part = ""
    }

    /// Without the parts that are wrong or still to be typed.
    var filter = RowFilter()
    /// The first thing that is wrong.
    var problem: Problem?
    /// Whether what is wrong is the last part, so that somebody may still be typing it.
    var isInLastPart = false
    /// The text whose last word nothing matches, but which may become the name of a field.
    private(set) var held: String?

    init() {}

    /// - Parameter today: For days that depend on it.
    init(_ typed: String, _ fields: @autoclosure () -> [FilterField], _ texts: Texts, today: CalendarDate) {
        let term = SearchTerm.of(typed)
        guard FilterToken.mayBeMore(term) else {
            (filter.words, filter.highlighted) = (term, term)
            return
        }
        let reader = FilterReader(fields: fields(), texts: texts, days: DateReading(today: today))
        var (words, shown) = ([String](), [String]())
        let tokens = FilterToken.read(term)
        for (index, token) in tokens.enumerated() {
            switch reader.read(token) {
            case .words(let text):
                words.append(text)
                shown.append(text)
            case .condition(let condition, let text):
                filter.conditions.append(condition)
                shown += text.map { [$0] } ?? []
            case .nothing: break
            case .problem(let found):
                isInLastPart = problem == nil && index == tokens.count - 1 && typed.last?.isWhitespace == false
                problem = problem ?? found
            }
        }
        filter.words = words.joined(separator: " ")
        filter.highlighted = shown.joined(separator: " ")
    }

    /// The word that is being typed, where it may become the name of a field.
    static func becoming(_ typed: String, _ fields: [FilterField]) -> String? {
        guard typed.last?.isLetter == true, let token = FilterToken.read(typed).last, !token.isNegated,
            case .word(let word, false) = token.kind, word.count > 1, word.allSatisfy(\.isLetter)
        else { return nil }
        return fields.called(word).isEmpty ? nil : word
    }

    /// Keeps to what was understood before, since nothing matches a word that may become the name of a field.
    mutating func hold(_ word: String, of typed: String, as before: RowFilter, _ texts: Texts) {
        filter = before
        held = typed
        problem = Problem(sentence: texts.notUnderstoodYet(word), isUnfinished: true, part: word)
    }
}

/// Makes conditions of what was typed, for the fields of one list.
private struct FilterReader {
    enum Part {
        case words(String)
        /// The text is what a row that meets it contains.
        case condition(RowCondition, String?)
        case nothing
        case problem(FilterReading.Problem)
    }

    let fields: [FilterField]
    let texts: Texts
    let days: DateReading

    func read(_ token: FilterToken) -> Part {
        switch token.kind {
        case .word(let text, let isQuoted):
            guard !text.isEmpty else { return .nothing }
            guard token.isNegated || (isQuoted && text.contains(where: \.isWhitespace)) else { return .words(text) }
            let words = isQuoted ? SearchWords(exactly: text) : SearchWords(text)
            return .condition(
                RowCondition("", .found(words), isNegated: token.isNegated), token.isNegated ? nil : text)
        case .comparison(let name, let sign, let value, let isQuoted):
            let found = fields.called(name)
            guard let field = found.first else {
                return wrong(texts.noFilterField(name, near: fields.map { $0.label[texts.language] }), name)
            }
            guard found.count == 1 else {
                return wrong(texts.severalFilterFields(name, found.map { $0.label[texts.language] }), name)
            }
            let isNegated = token.isNegated != (sign == "!=")
            let part = compare(field, sign == "!=" ? "=" : sign, value, isQuoted, isNegated: isNegated)
            guard case .problem(var problem) = part else { return part }
            problem.part = token.text
            return .problem(problem)
        }
    }

    private func compare(
        _ field: FilterField, _ sign: String, _ value: String, _ isQuoted: Bool, isNegated: Bool
    ) -> Part {
        let isEqual = sign == ":" || sign == "="
        func condition(_ test: RowCondition.Test, shown: String? = nil) -> Part {
            .condition(RowCondition(field.member, test, isNegated: isNegated), isNegated ? nil : shown)
        }
        guard !value.isEmpty || isQuoted else {
            return .problem(.init(sentence: texts.filterValueMissing(field, sign), isUnfinished: true))
        }
        let folded = TextFolding.fold(value)
        if isEqual, field.canBeEmpty, value.isEmpty || (!isQuoted && Self.none.contains(folded)) {
            return condition(.empty)
        }
        let comparison = RowCondition.Comparison(rawValue: sign) ?? .equal
        switch field.kind {
        case .text where isEqual: return condition(sign == "=" ? .reads(folded) : .contains(folded), shown: value)
        case .group where isEqual: return condition(.inGroup(folded, isWhole: sign == "="))
        case .choice(let choices) where isEqual:
            return choose(field, folded, value, choices, isNegated: isNegated)
        case .text, .group, .choice: return wrong(texts.filterCannotCompare(field, sign))
        case .number:
            if let doubt = InputReading.doubt(value, .percentage, texts) { return wrong(doubt) }
            guard let number = Self.number(value) else { return wrong(texts.filterNeedsNumber(field, value)) }
            return condition(.number(comparison, number))
        case .day:
            guard let day = days.day(of: value) ?? CalendarDate(value) else {
                return wrong(texts.filterNeedsDay(field, value))
            }
            return condition(.day(comparison, day))
        }
    }

    /// Words for a field that is empty.
    private static let none: Set = ["none", "geen", "leeg"]

    private static func number(_ typed: String) -> Decimal? {
        AmountReading().outcome(of: typed) ?? Decimal(vendorText: WrittenNumber.plain(typed))
    }

    /// By the value or a word for it, which may be cut short; `no` is whatever is not `yes`.
    private func choose(
        _ field: FilterField, _ folded: String, _ typed: String, _ choices: [Choice], isNegated: Bool
    ) -> Part {
        func words(_ choice: Choice) -> [String] {
            [choice.value, choice.label.english, choice.label.dutch].map(TextFolding.fold)
        }
        let exact = choices.filter { words($0).contains(folded) }
        let alike = exact.isEmpty ? choices.filter { words($0).contains { $0.hasPrefix(folded) } } : exact
        guard let choice = alike.first, alike.count == 1 || !exact.isEmpty else {
            return wrong(texts.filterNeedsChoice(field, typed, choices.map { $0.label[texts.language] }))
        }
        let isNo = choice.label.english == "no" && choices.count == 2
        let stored = isNo ? choices[0].value : choice.value
        return .condition(RowCondition(field.member, .stored(stored), isNegated: isNegated != isNo), nil)
    }

    private func wrong(_ sentence: String, _ part: String = "") -> Part {
        .problem(.init(sentence: sentence, isUnfinished: false, part: part))
    }
}
