import BillingAPI
import BillingModel
import HostFactAPI
import M4API
import MutationTesting
import Testing

@Suite(.timeLimit(.minutes(240))) struct WireMutationTests {
    @Test func noFormBodyCrashesTheDecoder() {
        let seeds = [
            "a[]=1&a[]=2&b[x][y]=3&h[0][P]=1&h[0][Q]=2", "c.d=4&e f=5&g=1&g=2&i=&Name=Caf%C3%A9+%7E",
            "modified%5Bfrom%5D=2026-01-01+00%3A00%3A00&a[9223372036854775807][]=%F0%9F%91%8D",
        ]
        for bytes in Mutations("forms", of: seeds, marks: "&=[]%+. ", count: 6000) {
            guard let parameters = try? PHPForm.decode(bytes) else { continue }
            // Written once, the names no longer have what PHP would rewrite.
            guard let again = try? PHPForm.decode(PHPForm.encode(parameters).utf8) else { continue }
            #expect(PHPForm.encode(again) == PHPForm.encode(parameters))
        }
    }

    @Test func noMultipartBodyCrashesTheDecoder() {
        let seeds = [
            "--x\r\nContent-Disposition: form-data; name=\"a[b]\"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; "
                + "name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--x--\r\n"
        ]
        for bytes in Mutations("multipart", of: seeds, marks: "-x\r\n;=\"[]: ", count: 6000) {
            let request = WireRequest(path: "/", contentType: "multipart/form-data; boundary=x", body: bytes)
            guard let parameters = try? request.bodyParameters() else { continue }
            _ = PHPForm.encode(parameters)
        }
    }

    @Test func noJSONTextCrashesTheDecoder() throws {
        let seeds = [
            #"{"z":"1","a":[1,{},[]],"b":[true,false,null]}"#, #"["\u00e9\/\b\f\n\r\t\"\\","\ud83d\udc4d👍"]"#,
            "[605.0,302.5,13.915,-0,1e3,1.50E-2,12345678901234567890123456789012345678]",
        ]
        for bytes in Mutations("JSON", of: seeds, marks: "{}[]\",:\\ue-.0", count: 6000) {
            guard let value = try? JSONValue(parsing: bytes) else { continue }
            _ = try? value.requestParameters()
            #expect(try JSONValue(parsing: value.encoded().utf8) == value)
        }
    }

    @Test func noDocumentCrashesTheReader() throws {
        let seeds = [
            "<?xml version=\"1.0\"?>\n<page>\n <status><user><id>3</id><city>K&#246;ln &amp; x</city></user></status></page>",
            "<html><page a='>'><!-- x --><status><error> <![CDATA[<&>]]> </error><message/></status></page></html>",
        ]
        for bytes in Mutations("M4 documents", of: seeds, marks: "<>/&;#x!-[]'\" ", count: 6000) {
            guard let element = try? M4Element(parsing: bytes) else { continue }
            _ = element.first("error")?.text
            _ = element.all("user")
        }
    }
}
