import json
import time
from datetime import datetime, timezone

import boto3

events = boto3.client("events")


def put_events(entries):
    """Puts up to ten entries on the bus, and again those that it did not take: the call itself succeeds all the same."""
    for attempt in range(5):
        answer = events.put_events(Entries=entries)
        if answer["FailedEntryCount"] == 0:
            return
        entries = [entry for entry, result in zip(entries, answer["Entries"]) if "ErrorCode" in result]
        time.sleep(0.1 * 2**attempt)
    raise RuntimeError(f"Cannot put {len(entries)} events on the bus: it has not taken them in 5 attempts")


put_events([
    {
        "EventBusName": "patron",
        "Source": "shop.checkout",
        "DetailType": "PurchaseMade",
        "Detail": json.dumps({
            "eventId": "order-1001",
            "customerId": "cust-42",
            "occurredAt": datetime.now(timezone.utc).isoformat(),
            "orderId": "1001",
            "currency": "EUR",
            "total": 1999,
        }),
    }
])
