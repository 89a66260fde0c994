/** When, and where, the prices below were read. */
export const pricesRead = {
  on: '4 November 2025',
  from: 'AWS’s public price lists (https://aws.amazon.com/pricing/, published from 28 August to 30 October 2025)',
} as const;

/** What the numbers of a row are dollars for: a GB, an alarm and a unit provisioned for an hour one each, all else a million. */
const columns = [
  'readUnit',
  'writeUnit',
  'tableGigabyteMonth',
  'backupGigabyteMonth',
  'provisionedRead',
  'provisionedWrite',
  'gigabyteSecond',
  'invocation',
  'apiRequest',
  'objectPut',
  'logGigabyte',
  'alarm',
  'compositeAlarm',
] as const;

type Column = (typeof columns)[number];

type NumberOfEach<Names extends readonly string[]> = { readonly [Place in keyof Names]: number };

/** List prices on demand, the first tier of each, no free tier deducted. */
const rows = {
  'us-east-1': [0.125, 0.625, 0.25, 0.2, 0.00013, 0.00065, 13.3334, 0.2, 1, 5, 0.5, 0.1, 0.5],
  'us-east-2': [0.125, 0.625, 0.25, 0.2, 0.00013, 0.00065, 13.3334, 0.2, 1, 5, 0.5, 0.1, 0.5],
  'us-west-1': [0.1395, 0.695, 0.28, 0.224, 0.000145, 0.000725, 13.3334, 0.2, 1.17, 5.5, 0.67, 0.1, 0.5],
  'us-west-2': [0.125, 0.625, 0.25, 0.2, 0.00013, 0.00065, 13.3334, 0.2, 1, 5, 0.5, 0.1, 0.5],
  'ca-central-1': [0.1375, 0.6875, 0.275, 0.22, 0.000143, 0.000715, 13.3334, 0.2, 1.11, 5.5, 0.55, 0.1, 0.5],
  'eu-west-1': [0.1415, 0.705, 0.283, 0.22, 0.000147, 0.000735, 13.3334, 0.2, 1.11, 5, 0.57, 0.1, 0.5],
  'eu-west-2': [0.1487, 0.7423, 0.29715, 0.23772, 0.0001544, 0.000772, 13.3334, 0.2, 1.16, 5.3, 0.5985, 0.1, 0.5],
  'eu-west-3': [0.1487, 0.7423, 0.29715, 0.23772, 0.0001544, 0.000772, 13.3334, 0.2, 1.17, 5.3, 0.5985, 0.1, 0.5],
  'eu-central-1': [0.1525, 0.7625, 0.306, 0.2448, 0.0001586, 0.000793, 13.3334, 0.2, 1.2, 5.4, 0.63, 0.1, 0.5],
  'eu-central-2': [0.168, 0.835, 0.3366, 0.26928, 0.000175, 0.000872, 14.6667, 0.22, 1.32, 5.4, 0.69, 0.1, 0.5],
  'eu-north-1': [0.1345, 0.67, 0.269, 0.21, 0.00014, 0.000698, 13.3334, 0.2, 1.06, 5, 0.54, 0.1, 0.5],
  'eu-south-1': [0.1485, 0.74, 0.29715, 0.231, 0.00015435, 0.00077175, 15.6138, 0.23, 1.17, 5.3, 0.6, 0.1, 0.5],
  'eu-south-2': [0.1415, 0.705, 0.283, 0.22, 0.000147, 0.000735, 13.3334, 0.2, 1.11, 5.3, 0.57, 0.1, 0.5],
  'ap-south-1': [0.1425, 0.71, 0.285, 0.228, 0.000148, 0.00074, 13.3334, 0.2, 1.05, 5, 0.67, 0.1, 0.5],
  'ap-northeast-1': [0.1425, 0.715, 0.285, 0.228, 0.0001484, 0.000742, 13.3334, 0.2, 1.29, 4.7, 0.76, 0.1, 0.5],
  'ap-northeast-2': [0.1355, 0.68, 0.27075, 0.2166, 0.00014098, 0.0007049, 13.3334, 0.2, 1.23, 4.5, 0.76, 0.1, 0.5],
  'ap-northeast-3': [0.1425, 0.715, 0.285, 0.228, 0.0001484, 0.000742, 13.3334, 0.2, 1.29, 4.7, 0.76, 0.1, 0.5],
  'ap-southeast-1': [0.1425, 0.71, 0.285, 0.228, 0.000148, 0.00074, 13.3334, 0.2, 1.25, 5, 0.7, 0.1, 0.5],
  'ap-southeast-2': [0.1425, 0.71, 0.285, 0.228, 0.000148, 0.00074, 13.3334, 0.2, 1.29, 5.5, 0.67, 0.1, 0.5],
  'sa-east-1': [0.1875, 0.9375, 0.375, 0.3, 0.000195, 0.000975, 13.3334, 0.2, 1.59, 7, 0.9, 0.135, 0.675],
  'me-central-1': [0.1555, 0.7755, 0.3113, 0.242, 0.0001617, 0.0008085, 16.5334, 0.25, 1.22, 5.5, 0.63, 0.1, 0.5],
  'af-south-1': [0.168, 0.84, 0.33677, 0.2618, 0.00017493, 0.00087465, 17.68, 0.27, 1.32, 6, 0.678, 0.1, 0.5],
} as const satisfies Record<string, NumberOfEach<typeof columns>>;

/** A region whose prices are known. */
export type Region = keyof typeof rows;

/** All of them, those of America first. */
export const regions = Object.keys(rows) as readonly Region[];

/** The prices of a region by what they are for. */
export const regionPrices = (region: Region): Readonly<Record<Column, number>> =>
  Object.fromEntries(columns.map((column, place) => [column, rows[region][place]])) as Record<Column, number>;
