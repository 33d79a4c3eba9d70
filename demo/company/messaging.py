"""Queues, topics, subscriptions and alarms."""

from __future__ import annotations

import json

from company.cells import PRODUCTION, SHARED, Cell, pairs


def fill(cell: Cell) -> None:
    """Makes the queues, topics and alarms of a cell."""
    if cell.account is SHARED:
        _queue(cell, "ci-jobs", "platform")
        cell.client("sns").create_topic(Name="ops-announcements", Tags=pairs(cell.tags("platform")))
        return
    for name, service in (
        ("orders-incoming", "orders"),
        ("payments-webhooks", "payments"),
        ("search-reindex", "search"),
    ):
        dead = _queue(cell, f"{name}-dlq", service, MessageRetentionPeriod="1209600")
        redrive = json.dumps({"deadLetterTargetArn": dead[1], "maxReceiveCount": 5})
        _queue(cell, name, service, RedrivePolicy=redrive, VisibilityTimeout="90")
    _queue(cell, "payments-events.fifo", "payments", FifoQueue="true", ContentBasedDeduplication="true")
    _messages(cell)
    _topics(cell)
    _alarms(cell)


def _queue(cell: Cell, name: str, service: str, **attributes: str) -> tuple[str, str]:
    """Makes a queue; its URL and ARN."""
    made = cell.client("sqs").create_queue(QueueName=name, Attributes=attributes, tags=cell.tags(service))
    return made["QueueUrl"], cell.arn("sqs", name)


def _messages(cell: Cell) -> None:
    sqs = cell.client("sqs")
    wanted = {"orders-incoming": 10, "search-reindex": 4} | ({"orders-incoming-dlq": 3} if cell.busy else {})
    for name, count in wanted.items():
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        entries = [{"Id": str(number), "MessageBody": f"order {number}"} for number in range(count)]
        sqs.send_message_batch(QueueUrl=url, Entries=entries)
    url = sqs.get_queue_url(QueueName="orders-incoming")["QueueUrl"]
    sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=3, VisibilityTimeout=43200)


def _topics(cell: Cell) -> None:
    sns = cell.client("sns")
    topics = {
        "order-events": (
            "orders",
            [("sqs", cell.arn("sqs", "orders-incoming")), ("sqs", cell.arn("sqs", "search-reindex"))],
        ),
        "payment-events": ("payments", [("https", "https://hooks.example.com/payments?key=a%20b&x=<1>")]),
        "on-call": (
            "platform",
            [("email", "on-call@example.com"), ("email", "zoë@example.com"), ("sms", "+15555550100")],
        ),
    }
    for name, (service, subscriptions) in topics.items():
        topic = sns.create_topic(
            Name=name, Attributes={"DisplayName": name.replace("-", " ").title()}, Tags=pairs(cell.tags(service))
        )["TopicArn"]
        for protocol, endpoint in subscriptions:
            made = sns.subscribe(TopicArn=topic, Protocol=protocol, Endpoint=endpoint, ReturnSubscriptionArn=True)
            if protocol == "email":  # AWS waits for the person's answer, moto does not
                pending = {"SubscriptionArn": "PendingConfirmation"}
                cell.edit("sns:ListSubscriptions", made["SubscriptionArn"], pending)
    sns.create_topic(Name="payments.fifo", Attributes={"FifoTopic": "true"}, Tags=pairs(cell.tags("payments")))


def _alarms(cell: Cell) -> None:
    watch = cell.client("cloudwatch")
    on_call = cell.arn("sns", "on-call")
    alarms = [
        ("orders-dlq-depth", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "orders-incoming-dlq", 0.0),
        (
            "orders-public-5xx",
            "AWS/ApplicationELB",
            "HTTPCode_Target_5XX_Count",
            "LoadBalancer",
            "app/orders-public",
            10.0,
        ),
        ("payments-audit-cpu", "AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "payments-audit", 80.0),
        ("search-node-status", "AWS/EC2", "StatusCheckFailed", "InstanceId", cell.instances["search-node"][0], 0.0),
    ]
    for name, namespace, metric, dimension, value, threshold in alarms:
        watch.put_metric_alarm(
            AlarmName=name,
            AlarmDescription=f"{metric} of {value}",
            Namespace=namespace,
            MetricName=metric,
            Dimensions=[{"Name": dimension, "Value": value}],
            Statistic="Maximum",
            Period=60,
            EvaluationPeriods=3,
            Threshold=threshold,
            ComparisonOperator="GreaterThanThreshold",
            AlarmActions=[on_call],
            ActionsEnabled=cell.account is PRODUCTION,
            Tags=pairs(cell.tags("platform")),
        )
    watch.set_alarm_state(
        AlarmName="search-node-status",
        StateValue="ALARM",
        StateReason="Threshold Crossed: 3 datapoints were greater than 0.0.",
    )
    watch.set_alarm_state(
        AlarmName="orders-public-5xx", StateValue="INSUFFICIENT_DATA", StateReason="Unchecked: Initial alarm creation"
    )
    watch.set_alarm_state(AlarmName="payments-audit-cpu", StateValue="OK", StateReason="Threshold not crossed.")
