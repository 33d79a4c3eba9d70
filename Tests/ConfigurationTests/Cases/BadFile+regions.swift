extension BadFile {
    /// Region names and patterns.
    static let regions: [BadFile] = [
        .part(
            "new region", "regions: [eu-west-9]",
            #"1:11: error: unknown region "eu-west-9" (did you mean "eu-west-1"?)"#),
        .part(
            "misspelled region", "regions: [us-esat-1]",
            #"1:11: error: unknown region "us-esat-1" (did you mean "us-east-1"?)"#),
        .part(
            "region in capitals", "regions: [EU-WEST-1]",
            #"1:11: error: unknown region "EU-WEST-1" (did you mean "eu-west-1"?)"#),
        .part(
            "zone as a region", "regions: [eu-west-1a]",
            #"1:11: error: unknown region "eu-west-1a" (did you mean "eu-west-1"?)"#),
        .part("place as a region", "regions: [Ireland]", #"1:11: error: unknown region "Ireland""#),
        .part("global as a region", "regions: [global]", #"1:11: error: unknown region "global""#),
        .part("all regions by word", "regions: [all]", #"1:11: error: unknown region "all" (did you mean "*"?)"#),
        .part("pattern that matches nothing", "regions: ['mars-*']", #"1:11: error: no region matches "mars-*""#),
        .part(
            "regions as text", "regions: eu-west-1",
            #"1:10: error: regions must be a list, not a single value (did you mean "[eu-west-1]"?)"#),
        .part(
            "regions as a pattern", "regions: 'eu-*'",
            #"1:10: error: regions must be a list, not a single value (did you mean "['eu-*']"?)"#),
        .part("regions as a mapping", "regions: { eu: west }", "1:10: error: regions must be a list, not a mapping"),
        .part("no region", "regions: []", "1:10: error: regions names no region"),
        .part("region as a list", "regions: [[eu-west-1]]", "1:11: error: a region must be a single value, not a list"),
        .part("region empty", "regions:\n  - eu-west-1\n  -", "3:4: error: a region is empty"),
        .part(
            "region twice", "regions: [eu-west-1, us-east-1, eu-west-1]",
            #"1:33: warning: region "eu-west-1" is named twice"#),
        .part(
            "unknown region of an account", "accounts:\n  prod:\n    profile: p\n    regions: [eu-west-11]",
            #"4:15: error: unknown region "eu-west-11" (did you mean "eu-west-1"?)"#),
        .part(
            "no region of an account", "accounts:\n  prod:\n    profile: p\n    regions: []",
            "4:14: error: regions names no region"),
    ]
}
