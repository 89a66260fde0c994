NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)
aws events put-events --query '{failed: FailedEntryCount, codes: Entries[].ErrorCode}' --entries '[{
  "EventBusName": "first", "Source": "shop.checkout", "DetailType": "VisitMade",
  "Detail": "{\"eventId\": \"visit-1\", \"customerId\": \"cust-42\", \"occurredAt\": \"'"$NOW"'\", \"path\": \"/\"}"
}]'
