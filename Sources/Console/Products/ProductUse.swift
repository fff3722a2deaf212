import BillingAPI
import BillingModel
import HostFactAPI
import TerminalCore

/// The services that use a product: how many, what these make, and whose they are.
struct ProductUse: Sendable {
    private var answer: Result<Listed<Subscription>, APIError>
    private let code: String

    /// Of more services than this no total is made.
    private static let mostCounted = 1000
    private static let mostShown = 20

    init(of code: String, in service: any BillingService) async {
        self.code = code
        var list = ListServices()
        list[ListParameters.searchAt] = Subscription.productCode.declaration.member
        list[ListParameters.searchFor] = code
        list[ListParameters.limit] = Self.mostCounted
        list.arguments[text: ListParameters.status.declaration] = ""
        do throws(APIError) {
            answer = .success(try await service.send(list))
        } catch {
            answer = .failure(error)
        }
    }

    func lines(_ setting: Setting) -> [DetailLine] {
        let texts = setting.texts
        let head = [
            DetailLine(label: "", text: ""), DetailLine(label: "", text: texts.usedBy, role: .heading),
        ]
        switch answer {
        case .failure(let error): return head + [DetailLine(label: "", text: "! " + error.message[texts.language])]
        case .success(let listed):
            // A search finds a code inside of another too.
            let services = listed.rows.filter { $0.text(Subscription.productCode) == code }
            let isWhole = listed.total.map { $0 <= listed.rows.count } ?? (listed.rows.count < Self.mostCounted)
            return head + counts(services, isWhole, setting) + shown(services, isWhole, setting)
        }
    }

    private func counts(_ services: [Record<Subscription>], _ isWhole: Bool, _ setting: Setting) -> [DetailLine] {
        let texts = setting.texts
        let ended = services.count { Subscription.hasEnded($0, setting.today) }
        let count = isWhole ? "\(services.count)" : texts.moreThan(services.count)
        let cost = isWhole ? Subscription.cost(of: services, setting.today) : nil
        return [
            DetailLine(label: texts.tab(.services), text: texts.withEnded(count, ended: isWhole ? ended : 0)),
            DetailLine(label: texts.makes, text: cost.map(texts.cost) ?? ""),
        ]
    }

    /// Those that run, by their customers.
    private func shown(_ services: [Record<Subscription>], _ isWhole: Bool, _ setting: Setting) -> [DetailLine] {
        let running = services.filter { !Subscription.hasEnded($0, setting.today) }
        let lines = running.prefix(Self.mostShown).map { service in
            let name = ServiceDesk.customerName(of: service)
            let text = [name, service.text(Subscription.description)].filter { !$0.isEmpty }.joined(separator: " · ")
            return DetailLine(label: service.text(Subscription.debtorCode), text: text)
        }
        guard running.count > Self.mostShown || !isWhole else { return lines }
        return lines + [DetailLine(label: "", text: setting.texts.othersInTheList(code), role: .dim)]
    }
}
