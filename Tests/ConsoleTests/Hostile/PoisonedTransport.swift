import BillingAPI
import HostFactAPI
import HostileTesting
import M4API
import Synchronization

/// A system that answers with hostile text wherever it can put one, whatever the field.
final class PoisonedTransport: Transport {
    enum Poison: Sendable {
        /// Names, sentences and the like; numbers, days, codes and choices stay, so that records can be worked on.
        case words
        /// Every value, so that little of it can be read.
        case everything
        /// Bytes that are no text in the midst of the answer, and half a pair of surrogates.
        case bytes
        /// Every change is refused, in hostile words.
        case refusals
    }

    private let transport: any Transport
    private let poison: Poison
    private let next = Mutex(0)

    init(_ transport: any Transport, _ poison: Poison) {
        self.transport = transport
        self.poison = poison
    }

    func carry(_ request: WireRequest) async throws(APIError) -> WireResponse {
        var response = try await transport.carry(request)
        response.headers = []
        if poison == .bytes {
            response.body.insert(contentsOf: Self.noText, at: response.body.count / 2)
        } else if let value = try? JSONValue(parsing: response.body, limits: .answer) {
            response.body = Array(poisoned(value, request).encodedBytes())
        } else if let root = try? M4Element(parsing: response.body) {
            response.body = Array(written(poisoned(root)).utf8)
        }
        return response
    }

    private static let noText: [UInt8] = [0xFF, 0x9B, 0xED, 0xA0, 0x80, 0x1B, 0x5B, 0x32, 0x4A] + "\\ud800".utf8

    private var text: String {
        next.withLock { place in
            place += 1
            return HostileCorpus.all[place % HostileCorpus.all.count].text
        }
    }

    // MARK: HostFact

    /// What an envelope itself is told by.
    private static let envelope: Set<String> = ["controller", "action", "status", "date"]

    private func poisoned(_ value: JSONValue, _ request: WireRequest) -> JSONValue {
        guard case .object(let members) = value else { return poisoned(value) }
        let isChange = !String(decoding: request.body, as: UTF8.self).contains(/action=(list|show)/)
        if poison == .refusals, isChange {
            return .object([
                JSONMember("status", "error"), JSONMember("errors", .strings(HostileCorpus.all.map(\.text))),
            ])
        }
        return .object(
            members.map { member in
                Self.envelope.contains(member.name) ? member : JSONMember(member.name, poisoned(member))
            })
    }

    private func poisoned(_ member: JSONMember) -> JSONValue {
        // By these the records of one answer are found in the next.
        if poison != .everything, member.name.hasSuffix("Code") || member.name == "Identifier" { return member.value }
        return poisoned(member.value)
    }

    private func poisoned(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let old): .string(poisoned(old))
        case .array(let values): .array(values.map { poisoned($0) })
        case .object(let members): .object(members.map { JSONMember($0.name, poisoned($0)) })
        case .number, .boolean, .null: value
        }
    }

    private func poisoned(_ old: String) -> String {
        poison != .everything && !old.contains(where: \.isUppercase) && !old.contains(" ") ? old : text
    }

    // MARK: M4

    private func poisoned(_ element: M4Element) -> M4Element {
        switch element.content {
        case .elements(let elements): return M4Element(element.name, elements.map { poisoned($0) })
        case .text(let old):
            if poison == .refusals, element.name == "success" { return M4Element("error", text) }
            return element.name == "id" ? element : M4Element(element.name, poisoned(old))
        }
    }

    /// As a system writes it that escapes no more than it must.
    private func written(_ element: M4Element) -> String {
        let inside =
            switch element.content {
            case .elements(let elements): elements.map { written($0) }.joined()
            case .text(let text): text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            }
        return "<\(element.name)>\(inside)</\(element.name)>"
    }
}
