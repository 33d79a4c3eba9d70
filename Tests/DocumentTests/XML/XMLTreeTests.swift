import Document
import Testing

@Suite("XML trees")
struct XMLTreeTests {
    private func tree(_ text: String, limits: DocumentLimits = .xmlAnswer) throws(DocumentError) -> XMLTree {
        try XMLTree(Array(text.utf8), limits: limits)
    }

    private func failure(_ bytes: [UInt8], limits: DocumentLimits = .xmlAnswer) -> DocumentError? {
        do {
            _ = try XMLTree(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("children, names, texts and leaves are read in document order")
    func walk() throws {
        let root = try tree(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ec2:Response xmlns:ec2="http://ec2.amazonaws.com/doc/"><requestId>r-1</requestId>
              <set><item><id>i-1</id></item><item><id>i-2</id><empty/></item></set></ec2:Response>
            """
        ).root
        #expect(root.name == "Response")
        #expect(root.isNamed("Response") && !root.isNamed("Respons") && !root.isNamed("ec2:Response"))
        #expect(root.children.map(\.name) == ["requestId", "set"])
        #expect(root.children.count == 2 && !root.children.isEmpty)
        #expect(root.children.first?.text == "r-1")
        let set = try #require(root.child("set"))
        #expect(set.children.flatMap { $0.children.map { "\($0.name)=\($0.text)" } } == ["id=i-1", "id=i-2", "empty="])
        #expect(!set.isLeaf && set.children.first?.child("id")?.isLeaf == true)
        #expect(root.child("nothing") == nil)
    }

    @Test("text is joined around children, with entities, CDATA and white space kept")
    func mixedText() throws {
        let root = try tree("<a> x&amp;<b>in</b>y&#x1F600;<![CDATA[<z>]]><c/>\r\n </a>").root
        #expect(root.text == " x&y😀<z>\n ")
        #expect(root.children.map(\.text) == ["in", ""])
    }

    @Test("attributes are kept as written without namespace declarations")
    func attributes() throws {
        let root = try tree(
            #"<a xmlns="urn:x" xmlns:xsi="urn:y" xsi:type="User" name='q"&lt;' xmlnsx="1"/>"#
        ).root
        #expect(root.attributes.map(\.name) == ["xsi:type", "name", "xmlnsx"])
        #expect(root.attributes.map(\.value) == ["User", "q\"<", "1"])
    }

    @Test("a cursor outlives its tree")
    func lifetime() throws {
        let leaf = try tree("<a><b>kept</b></a>").root.children.first
        #expect(leaf?.text == "kept")
    }
}
