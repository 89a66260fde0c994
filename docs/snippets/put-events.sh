aws events put-events --query '{failed: FailedEntryCount, codes: Entries[].ErrorCode}' --entries '[{
  "EventBusName": "patron", "Source": "shop.checkout", "DetailType": "VisitMade",
  "Detail": "{\"eventId\": \"visit-1\", \"customerId\": \"cust-42\", \"occurredAt\": \"2026-11-02T09:12:00Z\", \"path\": \"/\"}"
}]'
