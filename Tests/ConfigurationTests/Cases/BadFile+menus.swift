extension BadFile {
    /// Menus, the configured zone and what `/` opens.
    static let menus: [BadFile] = [
        .part(
            "the sample's typo", "aws:\n    compute: ['ec2', 'ebs', 'snapshots', elb', 'autoscale']",
            #"2:42: warning: unknown menu entry "elb'" is left out (did you mean "elb"?)"#),
        .part(
            "unknown entry", "aws: { compute: [ec3, lightsail] }",
            #"1:18: warning: unknown menu entry "ec3" is left out (did you mean "ec2"?)"#,
            #"1:23: warning: unknown menu entry "lightsail" is left out"#),
        .part(
            "entry in capitals", "aws: { compute: [EC2] }",
            #"1:18: warning: unknown menu entry "EC2" is left out (did you mean "ec2"?)"#),
        .part(
            "entries of a fork", "aws: { compute: [ec2, ami], deployments: [sgaudit] }",
            #"1:23: warning: unknown menu entry "ami" is left out"#,
            #"1:43: warning: unknown menu entry "sgaudit" is left out"#),
        .part("entry twice", "aws: { compute: [ec2, ec2] }", #"1:23: warning: menu entry "ec2" stands here twice"#),
        .part("entry empty", "aws: { compute: [ec2, ''] }", "1:23: error: a menu entry is empty"),
        .part(
            "entry as a mapping", "aws: { compute: [{ ec2: x }] }",
            "1:18: error: a menu entry must be a single value, not a mapping"),
        .part(
            "menu as text", "aws: { compute: ec2 }",
            #"1:17: error: menu "compute" must be a list, not a single value (did you mean "[ec2]"?)"#),
        .part(
            "menu as a mapping", "aws: { compute: { ec2: x } }",
            #"1:17: error: menu "compute" must be a list, not a mapping"#),
        .part("menus as a list", "aws: [ec2, ebs]", "1:6: error: aws must be a mapping, not a list"),
        .part(
            "misspelled menu", "aws: { databases: [rds] }",
            #"1:8: warning: menu "databases" is none of elastatus's own (did you mean "database"?)"#),
        .part(
            "menu without a name", "aws: { '': [rds] }", "1:8: error: a menu's name is empty or has control characters"),
        .part(
            "unknown account of the zone", "route53: { account: prd, domain: example.com }",
            #"1:21: error: unknown account "prd" (did you mean "prod"?)"#),
        .part("zone without an account", "route53: { domain: example.com }", "1:1: error: route53 names no account"),
        .part("zone as text", "route53: example.com", "1:10: error: route53 must be a mapping, not a single value"),
        .part(
            "zone id as a list", "route53: { account: prod, zone_id: [Z1] }",
            "1:36: error: zone_id must be a single value, not a list"),
        .part(
            "unknown default account", "default_account: prd",
            #"1:18: error: unknown account "prd" (did you mean "prod"?)"#),
        .part(
            "unknown default region", "default_region: eu-west-9",
            #"1:17: error: unknown region "eu-west-9" (did you mean "eu-west-1"?)"#),
        .part(
            "default region not read", "default_region: us-east-1",
            #"1:17: warning: default_region "us-east-1" is not among the regions (did you mean "eu-west-1"?)"#),
        .part(
            "unknown default service", "default_service: ec3",
            #"1:18: warning: unknown default_service "ec3" is ignored (did you mean "ec2"?)"#),
        .part(
            "default service as a list", "default_service: [ec2]",
            "1:18: error: default_service must be a single value, not a list"),
    ]
}
