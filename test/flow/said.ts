/** Fields of an event's detail, and when it arrived. */
interface Said {
  readonly at: string;
  /** By default it happened when it arrived. */
  readonly occurredAt?: string;
  readonly [field: string]: unknown;
}

let said = 0;

/** An event of `cust-1` unless it says otherwise, with a new id unless it has one. */
const event =
  (type: string, fields: object = {}) =>
  ({ at, ...detail }: Said) => {
    said += 1;
    const who = 'anonymousId' in detail && !('customerId' in detail) ? {} : { customerId: 'cust-1' };
    return {
      time: at,
      source: 'shop.test',
      'detail-type': type,
      detail: { eventId: `e-${said}`, occurredAt: at, ...who, ...fields, ...detail },
    };
  };

export const purchase = event('PurchaseMade', { orderId: 'o-1', currency: 'GBP', total: 10_00 });
export const visit = event('VisitMade');
export const described = event('CustomerDescribed', { via: 'crm' });
export const consent = event('ConsentChanged', { purpose: 'marketing', granted: true });
export const linked = event('IdentityLinked', { anonymousId: 'visitor-1', customerId: 'cust-1' });
export const erasure = event('ErasureRequested');
