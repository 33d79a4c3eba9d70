import Document
import Testing

@testable import Inventory

@Suite("Raw documents")
struct RawDocumentTests {
    private static func packed(_ documents: [RawDocument]) -> [Resource] {
        documents.enumerated().map { number, document in
            var row = Samples.row("ec2", "i-\(number)")
            row.raw = document
            return row
        }.packed
    }

    @Test("Documents by chance come back byte for byte, alone and in a row", arguments: 1...8)
    func property(_ seed: Int) {
        var random = RandomRows(seed: UInt64(seed) &* 7919)
        let documents = (0..<300).map { _ in RawDocument(random.value(6)) }
        let rows = Self.packed(documents)
        #expect(rows.map(\.raw.json) == documents.map(\.json))
        var reader = DocumentReader()
        for place in DocumentReader.order(of: rows).reversed() {
            #expect(reader.json(of: rows[place].raw) == documents[place].json)
        }
        #expect(Set(rows.map(\.raw)) == Set(documents))
    }

    @Test("Empty, huge, foreign and broken texts stay what they were")
    func extremes() throws {
        let huge = String((0..<400_000).map { Character(Unicode.Scalar(UInt8(33 + $0 * $0 % 90))) })
        let documents: [RawDocument] = [
            RawDocument(.null), RawDocument([:]), RawDocument(["Text": .string(huge + huge + huge + huge)]),
            RawDocument(["Größe": "日本語 e\u{301} \u{1F600} \u{0} \u{7F} \u{2028}"]),
            // What the document's reader makes of half a pair.
            RawDocument(try Value(json: Array(#"{"Half": "a\ud800b", "Other": "\udfff"}"#.utf8))),
            RawDocument(["Again": .string(huge)]), RawDocument([]), RawDocument("text"), RawDocument(1.5),
        ]
        #expect(documents[2].json.count > 1 << 20)
        let rows = Self.packed(documents)
        for (row, document) in zip(rows, documents) {
            #expect(row.raw.json == document.json)
            #expect(row.raw.value == document.value)
        }
    }

    @Test("Documents of one kind take less than a sixth of their text")
    func size() throws {
        var random = RandomRows(seed: 4)
        let documents = (0..<500).map { number -> RawDocument in
            let tags: [Value] = (0..<5).map { ["Key": .string("Key\($0)"), "Value": .string("value-\($0)")] }
            return RawDocument([
                "InstanceId": .string("i-\(random.next())"), "VolumeId": .string("vol-\(random.next())"),
                "Placement": ["AvailabilityZone": "us-east-1a", "Tenancy": "default", "GroupName": ""],
                "State": ["Code": 16, "Name": "running"], "Architecture": "arm64", "Hypervisor": "xen",
                "SubnetId": "subnet-0fee1dead0000000a", "VpcId": "vpc-0a1b2c3d4e5f60718", "Tags": .array(tags),
                "Number": .integer(number),
            ])
        }
        var packer = DocumentPacker()
        for document in documents { _ = packer.append(document.json) }
        let finished = packer.finish()
        let block = try #require(finished)
        #expect(block.count == 500)
        #expect(block.byteCount * 6 < documents.reduce(0) { $0 + $1.json.count })
    }
}
