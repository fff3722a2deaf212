import BillingAPI
import BillingModel
import HostFactAPI

/// Reads every record that an order is about, and works out what would become of it. Sends nothing.
struct BulkPlanner: Sendable {
    let order: BulkOrder
    let setting: Setting

    typealias Tell = @Sendable (_ done: Int, _ of: Int) async -> Void

    /// - Throws: Where the system cannot be read: half a plan is none.
    func plan(_ service: any BillingService, _ tell: Tell) async throws(APIError) -> BulkPlan {
        var plan = BulkPlan(order.deed)
        switch order.records {
        case .marked(let kind, let ids): try await add(ids, of: kind, to: &plan, service, tell)
        case .services(let product):
            try await follow([(product, order.change)], to: &plan, before: 0, service, tell)
        }
        return plan
    }

    private func add(
        _ ids: [Int], of kind: BulkKind, to plan: inout BulkPlan, _ service: any BillingService, _ tell: Tell
    ) async throws(APIError) {
        var followed: [(Record<Product>, BulkChange)] = []
        var isRehearsed = false
        for (number, id) in ids.enumerated() {
            if number.isMultiple(of: Self.step) { await tell(number, ids.count) }
            guard let read = try await found(id, kind, to: &plan, service) else { continue }
            let proposal = order.change.proposal(for: read, of: kind, setting)
            if !isRehearsed, case .change(let mail as SendEmail, _) = proposal {
                isRehearsed = true
                try await rehearse(mail, service)
            }
            plan.add(proposal, for: read, kind.subject(read), in: setting.system)
            if order.servicesFollow, let product = (read as? Found<Product>)?.record {
                followed.append((product, serviceChange(product)))
            }
        }
        guard !followed.isEmpty else { return }
        try await follow(followed, to: &plan, before: ids.count, service, tell)
    }

    /// Told after so many records.
    private static let step = 50

    /// A step goes from each service's own price; a new price for all replaces the product's old one alone.
    private func serviceChange(_ product: Record<Product>) -> BulkChange {
        guard case .price(let price) = order.change, !price.isStep else { return order.change }
        var new = product
        new[Product.priceExcl] = price.price(from: product.text(Product.priceExcl))
        return .productPrice(old: product, new: new)
    }

    /// Nil of one that is not there any more, which the plan then says.
    private func found(
        _ id: Int, _ kind: BulkKind, to plan: inout BulkPlan, _ service: any BillingService
    ) async throws(APIError) -> (any RecordAnswer)? {
        do throws(APIError) {
            return try await kind.read(id, service)
        } catch {
            guard error.kind == .notFound else { throw error }
            plan.refuse("\(setting.texts.counted(kind.kind)) \(id)", error.message[setting.language])
            return nil
        }
    }

    // MARK: Services of products

    private func follow(
        _ products: [(Record<Product>, BulkChange)], to plan: inout BulkPlan, before: Int,
        _ service: any BillingService, _ tell: Tell
    ) async throws(APIError) {
        let kind = BulkKind.services
        var done = before
        for (product, change) in products {
            for row in try await Self.services(of: product.text(Product.code), service) {
                done += 1
                if done.isMultiple(of: Self.step) { await tell(done, done) }
                guard plan.rows.count < BulkRun.mostRows else { throw Self.tooMany }
                guard let id = row[Subscription.identifier] else { continue }
                // Where the system keeps to tags the record is read for its own.
                var read: any RecordAnswer = Found(row)
                if service.honoursConditions {
                    guard let now = try await found(id, kind, to: &plan, service) else { continue }
                    read = now
                }
                plan.add(
                    change.proposal(for: read, of: kind, setting), for: read, ServicePlans.subject(row),
                    in: setting.system)
            }
        }
    }

    static let tooMany = APIError(
        .invalidInput,
        LocalizedText(
            "These are more than \(BulkRun.mostRows) rows; do it in parts, by another filter.",
            "Dit zijn meer dan \(BulkRun.mostRows) rijen; doe het in delen, met een ander filter."))

    /// Those that run, of exactly this product.
    private static func services(
        of code: String, _ service: any BillingService
    ) async throws(APIError) -> [Record<Subscription>] {
        guard !code.isEmpty else { return [] }
        let member = Subscription.productCode.declaration.member
        var found: [Record<Subscription>] = []
        var list = ListServices()
        list[ListParameters.searchAt] = member
        list[ListParameters.searchFor] = code
        list[ListParameters.sort] = Subscription.identifier.declaration.member
        list.countsAll = false
        while true {
            list[ListParameters.offset] = found.count
            let page = try await service.send(list, .anew).page
            guard found.count + page.rows.count <= BulkRun.mostRows else { throw tooMany }
            found += page.rows
            guard page.rows.count == ListParameters.mostRows else { break }
        }
        return found.filter { $0.text(Subscription.productCode) == code }
    }
}

extension BulkOrder {
    /// The running services of a product whose price was changed: nil where it was not.
    static func followers(of old: Record<Product>, as new: Record<Product>) -> BulkOrder? {
        let code = new.text(Product.code)
        guard let before = old[Product.priceExcl], let after = new[Product.priceExcl], before != after,
            code == old.text(Product.code), !code.isEmpty
        else { return nil }
        return BulkOrder(
            records: .services(of: new), change: .productPrice(old: old, new: new),
            deed: LocalizedText(
                Texts(.english).followsPrice(of: code, after), Texts(.dutch).followsPrice(of: code, after)))
    }
}
