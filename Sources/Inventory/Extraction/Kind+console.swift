import Document

extension Kind {
    /// The address of a resource's page in the AWS console; nil where the kind has none or a place has no value.
    ///
    /// - Parameters:
    ///   - resource: The row.
    ///   - accountID: The twelve digits of its account, once known.
    ///   - partition: That of its account (`aws-cn`).
    /// - Returns: An `https` address, its values percent-encoded.
    package func consoleURL(of resource: Resource, accountID: String?, partition: String) -> String? {
        guard let console else { return nil }
        var places = places(of: resource, accountID: accountID, partition: partition).mapValues(percentEncoded)
        places["console"] = Self.consoleHosts[partition]
        return console.filled(with: places)
    }

    /// What the places of an address or a command stand for.
    func places(of resource: Resource, accountID: String?, partition: String) -> [String: String] {
        var places = ["partition": partition, "id": resource.key.id, "name": resource.name]
        places["region"] = regionToAsk(for: resource, partition: partition)
        places["account_id"] = accountID
        places["arn"] = resource.arn
        for (column, value) in zip(columns, resource.columns) where places[column.name] == nil {
            places[column.name] = value.string
        }
        return places
    }

    /// The region that calls about a resource go to: where it is, or where its partition's global services are.
    func regionToAsk(for resource: Resource, partition: String) -> String {
        guard resource.key.region == CellKey.globalRegion else { return resource.key.region }
        return (PartitionRule.all.first { $0.name == partition } ?? PartitionRule.all[0]).home
    }

    /// Where the console of each partition is; those of the closed partitions are not known.
    private static let consoleHosts = [
        "aws": "console.aws.amazon.com", "aws-cn": "console.amazonaws.cn",
        "aws-us-gov": "console.amazonaws-us-gov.com",
    ]
}

/// `text` with everything but unreserved characters (RFC 3986, section 2.3) percent-encoded.
package func percentEncoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            bytes.append(byte)
        default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
