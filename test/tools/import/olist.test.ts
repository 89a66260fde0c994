import { describe, expect, test } from 'vitest';
import { importTexts, refusedLines, shippedMapping } from './imported.ts';

const mapping = await shippedMapping('olist');

const files = {
  'olist_orders_dataset.csv': [
    'order_id,customer_id,order_status,order_purchase_timestamp',
    'o1,c1,delivered,2017-07-09 21:57:05',
    'o2,c2,unavailable,2017-07-10 08:00:00',
    'o3,nobody,delivered,2017-07-11 08:00:00',
  ],
  'olist_customers_dataset.csv': [
    'customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state',
    'c1,person,35182,timoteo,MG',
    'c2,person,35182,timoteo,MG',
  ],
  'olist_order_items_dataset.csv': [
    'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value',
    'o1,1,p1,s,2018-08-17 12:15:10,99.9,27.65',
    'o1,2,p2,s,2018-08-17 12:15:10,10,1.00',
    'o1,3,p3,s,2018-08-17 12:15:10,0.85,0',
    'o9,1,p1,s,2018-08-17 12:15:10,5,0',
  ],
  'olist_order_payments_dataset.csv': [
    'order_id,payment_sequential,payment_type,payment_installments,payment_value',
    'o1,1,credit_card,2,100.40',
    'o1,2,voucher,1,39.00',
    'o2,1,boleto,1,12.34',
    'o3,1,boleto,1,1.00',
  ],
  'olist_products_dataset.csv': ['product_id,product_category_name', 'p1,bebes', 'p2,pc_gamer', 'p3,'],
  'product_category_name_translation.csv': ['product_category_name,product_category_name_english', 'bebes,baby'],
  'olist_order_reviews_dataset.csv': [
    'review_id,order_id,review_score,review_comment_title,review_comment_message,review_creation_date,review_answer_timestamp',
    'r1,o1,1,Não chegou ,"Péssimo,',
    'nunca mais",2018-08-15 00:00:00,2018-08-15 04:10:37',
    'r1,o2,5,,,2018-08-15 00:00:00,2018-08-14 04:10:37',
    'r2,o7,5,,,2018-08-15 00:00:00,2018-08-14 04:10:37',
  ],
};
const { lines, report } = await importTexts(
  Object.fromEntries(Object.entries(files).map(([name, rows]) => [name, `\uFEFF${rows.join('\n')}\n`])),
  mapping,
);

describe('olist.json', () => {
  test('makes a purchase of an order with its payments, items, products and customer', () => {
    expect(lines[0]).toEqual({
      time: '2017-07-09T21:57:05.000Z',
      source: 'shop.olist',
      'detail-type': 'PurchaseMade',
      detail: {
        eventId: 'order-o1',
        customerId: 'person',
        occurredAt: '2017-07-09T21:57:05.000Z',
        currency: 'BRL',
        orderId: 'o1',
        total: 13940,
        items: [
          { sku: 'p1', category: 'baby', quantity: 1, unitPrice: 9990 },
          { sku: 'p2', category: 'pc_gamer', quantity: 1, unitPrice: 1000 },
          { sku: 'p3', quantity: 1, unitPrice: 85 },
        ],
        shipTo: { country: 'BR', region: 'MG', city: 'timoteo' },
      },
    });
  });

  test('makes a purchase without items of an order that has none', () => {
    expect(lines[1]?.detail).toMatchObject({ eventId: 'order-o2', customerId: 'person', total: 1234 });
    expect(lines[1]?.detail).not.toHaveProperty('items');
  });

  test('makes feedback of each review of each order, empty texts left out', () => {
    expect(lines.slice(2).map(({ detail }) => detail)).toEqual([
      {
        eventId: 'r1o2',
        customerId: 'person',
        occurredAt: '2018-08-14T04:10:37.000Z',
        kind: 'review',
        score: 5,
        orderId: 'o2',
      },
      {
        eventId: 'r1o1',
        customerId: 'person',
        occurredAt: '2018-08-15T04:10:37.000Z',
        kind: 'review',
        score: 1,
        text: 'Não chegou\n\nPéssimo,\nnunca mais',
        orderId: 'o1',
      },
    ]);
    expect(refusedLines(lines)).toEqual([]);
  });

  test('accounts for every row of orders, reviews, items and payments', () => {
    expect(report.tables).toEqual({
      orders: { rows: 3, used: 2, unused: 1 },
      items: { rows: 4, used: 3, unused: 1 },
      payments: { rows: 4, used: 3, unused: 1 },
      reviews: { rows: 3, used: 2, unused: 1 },
    });
    expect(report).toMatchObject({ rows: 14, used: 10, unused: 4, people: 1 });
    expect(report.problems.map(({ table, reason, examples }) => [table, reason, examples[0]?.row])).toEqual([
      ['orders', 'customerId must be given where there is no anonymousId', 4],
      ['reviews', 'customerId must be given where there is no anonymousId', 4],
      ['items', 'no event takes in this row', 5],
      ['payments', 'no event takes in this row', 5],
    ]);
  });
});
