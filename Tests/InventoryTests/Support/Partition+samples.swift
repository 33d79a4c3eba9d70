import Inventory

extension Partition {
    static let china = Partition(name: "aws-cn", home: "cn-northwest-1", dnsSuffix: "amazonaws.com.cn")
    static let government = Partition(name: "aws-us-gov", home: "us-gov-west-1", dnsSuffix: "amazonaws.com")
}
