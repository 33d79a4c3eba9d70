import Document
import Testing

@Suite("Did you mean")
struct NearestTests {
    let words = ["ec2", "ebs", "elb", "rds", "route53", "dynamodb", "eu-west-1", "eu-west-2", "us-east-1"]

    @Test(
        "finds the word that was meant",
        arguments: [
            ("elb'", "elb"), ("dinamodb", "dynamodb"), ("eu-wset-1", "eu-west-1"), ("Route53", "route53"),
            ("dyna", "dynamodb"), ("us-esat-1", "us-east-1"), ("EU-WEST-1", "eu-west-1"),
        ])
    func finds(word: String, meant: String) {
        #expect(nearest(to: word, among: words).first == meant)
    }

    @Test("says nothing where nothing is near", arguments: ["", "lambda", "x", "zz-north-9"])
    func nothing(word: String) {
        #expect(nearest(to: word, among: words) == [])
    }

    @Test("answers at most three, the nearest first, never the word itself")
    func order() {
        #expect(nearest(to: "eu-west-1", among: words) == ["eu-west-2"])
        #expect(nearest(to: "aaaa", among: ["aaab", "aaac", "aaad", "aaae"]).count == 3)
    }

    @Test("a word whose beginning was left out is meant, too")
    func ending() {
        #expect(nearest(to: "access_key_id", among: ["aws_access_key_id", "profile"]) == ["aws_access_key_id"])
    }

    @Test("a huge word costs nothing")
    func huge() {
        #expect(nearest(to: String(repeating: "a", count: 1_000_000), among: words) == [])
    }
}
