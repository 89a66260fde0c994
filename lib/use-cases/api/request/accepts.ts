/** Whether an `Accept-Encoding` takes a packing, such as `gzip`; `gzip;q=0` refuses it. */
export const accepts = (header: string, name: string): boolean =>
  header.split(',').some((one) => {
    const [coding = '', weight = ''] = one.split(';').map((part) => part.trim());
    return coding === name && !/^q=0(?:\.0*)?$/.test(weight);
  });
