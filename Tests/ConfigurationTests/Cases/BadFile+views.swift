extension BadFile {
    /// Named views: what the file itself can be wrong in, then what only the kinds know.
    static let views: [BadFile] = [
        .part("views as a mapping", "views: { a: b }", "1:8: error: views must be a list, not a mapping"),
        .part("a view as text", "views: [ec2]", "1:9: error: a view must be a mapping, not a single value"),
        .part("a view without a name", "views: [{ table: ec2 }]", "1:9: error: a view needs name"),
        .part("a view without a table", "views: [{ name: x }]", "1:9: error: a view needs table"),
        .part(
            "an unknown table", "views:\n  - name: x\n    table: ec3",
            #"3:12: error: unknown table "ec3" (did you mean "ec2"?)"#),
        .part(
            "an unknown key", "views: [{ name: x, table: ec2, filtr: y }]",
            #"1:32: warning: unknown key "filtr" is ignored (did you mean "filter"?)"#),
        .part(
            "an unknown account", "views: [{ name: x, table: ec2, accounts: [prd] }]",
            #"1:43: error: unknown account "prd" (did you mean "prod"?)"#),
        .part(
            "a pattern of accounts", "views: [{ name: x, table: ec2, accounts: ['pr*'], regions: ['eu-*', global] }]"),
        .part(
            "an unknown region", "views: [{ name: x, table: ec2, regions: [eu-west-9] }]",
            #"1:42: error: unknown region "eu-west-9" (did you mean "eu-west-1"?)"#),
        .part(
            "a name twice", "views:\n  - { name: x, table: ec2 }\n  - { name: x, table: ebs }",
            #"3:5: error: there are two views named "x""#),
        .part(
            "a filter with a mistake", "views:\n  - { name: x, table: ec2, filter: 'web stat:up' }",
            "2:41: error: there is no field 'stat'"),
        .part(
            "a filter without quotes", "views:\n  - { name: x, table: ec2, filter: stat:up }",
            "2:36: error: there is no field 'stat'"),
        .part(
            "an unknown order", "views: [{ name: x, table: ec2, sort: -stat }]",
            #"1:38: error: there is no column 'stat' (did you mean "state"?)"#),
        .part(
            "unknown columns", "views: [{ name: x, table: ec2, columns: [type, stat], hide: [stat] }]",
            #"1:48: error: there is no column 'stat' (did you mean "state"?)"#,
            #"1:62: error: there is no column 'stat' (did you mean "state"?)"#),
        .part(
            "columns as text", "views: [{ name: x, table: ec2, columns: type }]",
            #"1:41: error: columns must be a list, not a single value (did you mean "[type]"?)"#),
    ]
}
