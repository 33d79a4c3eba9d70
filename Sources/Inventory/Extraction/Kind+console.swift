import Document

extension Kind {
    /// The address of a resource's page in the AWS console; nil where the kind has none or a place has no value.
    ///
    /// - Parameters:
    ///   - resource: The row.
    ///   - accountID: The twelve digits of its account, once known.
    ///   - partition: `aws`, `aws-cn` or `aws-us-gov`.
    /// - Returns: An `https` address, its values percent-encoded.
    package func consoleURL(of resource: Resource, accountID: String?, partition: String) -> String? {
        guard let console else { return nil }
        var places = ["partition": partition, "id": resource.key.id, "name": resource.name]
        places["region"] = resource.key.region == CellKey.globalRegion ? "us-east-1" : resource.key.region
        places["account_id"] = accountID
        places["arn"] = resource.arn
        for (column, value) in zip(columns, resource.columns) where places[column.name] == nil {
            places[column.name] = value.string
        }
        places = places.mapValues(percentEncoded)
        places["console"] = Self.consoleHosts[partition]
        return console.filled(with: places)
    }

    /// Where each partition's console is.
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
