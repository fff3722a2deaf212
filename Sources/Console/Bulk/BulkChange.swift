import BillingAPI
import BillingModel
import Foundation
import HostFactAPI
import M4API

/// What is to be done with each of many records.
enum BulkChange: Sendable {
    case price(BulkPrice)
    /// A service takes the new price of its product, where it has the old one.
    case productPrice(old: Record<Product>, new: Record<Product>)
    /// Nil ends each on the day that its own contract allows.
    case ending(CalendarDate?, reason: String)
    /// Nil blocks at once.
    case block(CalendarDate?)
    /// In the vendor's writing.
    case field(FieldDeclaration, String)
    case group(Int, name: String)
    case mail(BulkMail)
}

/// What comes of it for one record.
enum BulkProposal: Sendable {
    case change(any WritingAction, money: BulkMoney? = nil)
    /// It is so already.
    case same
    /// Why nothing can be done with this one.
    case refused(String)
}

/// What a record comes to in a year with VAT, before and after.
struct BulkMoney: Equatable, Sendable {
    var before: Decimal
    var after: Decimal

    static func + (a: BulkMoney, b: BulkMoney) -> BulkMoney {
        BulkMoney(before: a.before + b.before, after: a.after + b.after)
    }

    /// With VAT, rounded once.
    var aMonth: BulkMoney {
        BulkMoney(before: (before / 12).roundedToCents, after: (after / 12).roundedToCents)
    }
}

extension BulkChange {
    func proposal(for read: any RecordAnswer, of kind: BulkKind, _ setting: Setting) -> BulkProposal {
        guard let id = read.identifier else { return .refused(setting.texts.hasNoNumber) }
        let identity = RawParameter(kind.identity.name, String(id))
        do throws(APIError) {
            switch self {
            case .price(let price): return try Self.priced(read, identity, kind, price, setting)
            case .productPrice(let old, let new): return try Self.following(read, identity, kind, old, new, setting)
            case .ending(let day, let reason): return try Self.ended(read, id, day, reason, setting)
            case .block(let day): return try Self.blocked(read, identity, kind, day, setting)
            case .field(let field, let text):
                guard read.text(of: field).map({ !field.means($0, text) }) ?? true else { return .same }
                return .change(try kind.edit([identity] + field.parameters(text)))
            case .group(let group, _): return try Self.grouped(read, identity, kind, group)
            case .mail(let mail): return try mail.proposal(for: read, identity, setting.texts)
            }
        } catch {
            return .refused(error.message[setting.language])
        }
    }

    // MARK: Prices

    private static func priced(
        _ read: any RecordAnswer, _ identity: RawParameter, _ kind: BulkKind, _ price: BulkPrice, _ setting: Setting
    ) throws(APIError) -> BulkProposal {
        let service = (read as? Found<Subscription>)?.record
        if let service, Subscription.hasEnded(service, setting.today) { return .refused(setting.texts.endedAlready) }
        let field = service == nil ? Product.priceExcl.declaration : Subscription.priceExcl.declaration
        guard let stored = read.text(of: field), Decimal(vendorText: stored) != nil else {
            return .refused(setting.texts.hasNoPrice)
        }
        guard let new = price.price(from: stored) else { return .refused(setting.texts.noBulkPrice(price.text)) }
        return try priced(stored, new, field, service, identity, kind, setting)
    }

    private static func priced(
        _ stored: String, _ new: Decimal, _ field: FieldDeclaration, _ service: Record<Subscription>?,
        _ identity: RawParameter, _ kind: BulkKind, _ setting: Setting
    ) throws(APIError) -> BulkProposal {
        guard Decimal(vendorText: stored) != new else { return .same }
        let change = try kind.edit([identity] + field.parameters(new.vendorText))
        guard let service, let before = service.aYear(setting.today),
            let after = service.priced(at: new).aYear(setting.today)
        else { return .change(change) }
        return .change(change, money: BulkMoney(before: before, after: after))
    }

    private static func following(
        _ read: any RecordAnswer, _ identity: RawParameter, _ kind: BulkKind, _ old: Record<Product>,
        _ new: Record<Product>, _ setting: Setting
    ) throws(APIError) -> BulkProposal {
        let texts = setting.texts
        guard let service = (read as? Found<Subscription>)?.record else { return .refused(texts.hasNoPrice) }
        if Subscription.hasEnded(service, setting.today) { return .refused(texts.endedAlready) }
        let stored = service.text(Subscription.priceExcl)
        guard let price = Decimal(vendorText: stored),
            Product.price(of: old, asFor: service) == price
        else { return .refused(texts.hasOwnPrice) }
        guard let after = Product.price(of: new, asFor: service) else { return .refused(texts.hasNoPrice) }
        return try priced(stored, after, Subscription.priceExcl.declaration, service, identity, kind, setting)
    }

    // MARK: Endings and blocks

    private static func ended(
        _ read: any RecordAnswer, _ id: Int, _ day: CalendarDate?, _ reason: String, _ setting: Setting
    ) throws(APIError) -> BulkProposal {
        guard let service = (read as? Found<Subscription>)?.record else { return .refused(setting.texts.hasNoNumber) }
        if let refusal = ServicePlans.terminationRefusal(service, setting) { return .refused(refusal) }
        let own = Subscription.contract(of: service).map {
            DefaultTermination(start: $0.start, period: $0.period, today: setting.today).date
        }
        let day = day ?? own ?? setting.today
        guard service[Subscription.terminationDate] != day else { return .same }
        var parameters = [
            RawParameter(Subscription.identifier.name, String(id)), RawParameter(TerminateService.date.name, day.text),
        ]
        if !reason.isEmpty { parameters.append(RawParameter(TerminateService.reason.name, reason)) }
        let change = try TerminateService(parsing: parameters)
        let money = service.aYear(setting.today).map { BulkMoney(before: $0, after: 0) }
        return .change(change, money: money)
    }

    private static func blocked(
        _ read: any RecordAnswer, _ identity: RawParameter, _ kind: BulkKind, _ day: CalendarDate?, _ setting: Setting
    ) throws(APIError) -> BulkProposal {
        guard read.text(of: User.isBlocked.declaration) != FlagCoding.oneTwo.on else { return .same }
        guard let day else {
            return .change(try kind.edit([identity] + User.isBlocked.declaration.parameters(FlagCoding.oneTwo.on)))
        }
        guard read.text(of: User.blockAt.declaration) != day.text else { return .same }
        return .change(try kind.edit([identity] + User.blockAt.declaration.parameters(day.text)))
    }

    // MARK: Groups

    private static func grouped(
        _ read: any RecordAnswer, _ identity: RawParameter, _ kind: BulkKind, _ group: Int
    ) throws(APIError) -> BulkProposal {
        let field = kind.kind == .product ? Product.groups.declaration : Debtor.groups.declaration
        let known = (read.text(of: field) ?? "").split(separator: ",").compactMap { Int($0) }
        guard !known.contains(group) else { return .same }
        let all = (known + [group]).map(String.init).joined(separator: ",")
        guard let parameters = field.parameters(writing: all) else { return .same }
        return .change(try kind.edit([identity] + parameters))
    }
}
