import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { plainColumns, ReportCsv } from './report-csv.js';

interface Line {
  readonly itemName: string;
  readonly quantity: number;
}
const columns = plainColumns<Line>(['itemName', 'quantity']);
const csv = new ReportCsv(columns, undefined);

describe('a report as CSV', () => {
  it('has its columns named as in the files that are imported, and CRLF at the end of each line', () => {
    expect(csv.header() + csv.lines([{ itemName: 'Bolt', quantity: 7 }])).toBe('item_name,quantity\r\nBolt,7\r\n');
  });

  it('has the columns of the fields that were asked for', () => {
    const some = new ReportCsv(columns, ['quantity']);
    expect(some.header() + some.lines([{ itemName: 'Bolt', quantity: 7 }])).toBe('quantity\r\n7\r\n');
  });

  it('quotes what RFC 4180 says has to be quoted', () => {
    expect(csv.lines([{ itemName: 'a "b", c\r\nd', quantity: 1 }])).toBe('"a ""b"", c\r\nd",1\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('gives a spreadsheet no formula: %j', (itemName) => {
    const [[cell] = []] = parse(csv.lines([{ itemName, quantity: 1 }]), { record_delimiter: '\r\n' });
    expect(cell).toBe(`'${itemName}`);
  });

  it('leaves numbers numbers, those below zero too', () => {
    expect(csv.lines([{ itemName: 'x', quantity: -1 }])).toBe('x,-1\r\n');
  });

  it('is read again as it was written, whatever the text, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ itemName: fc.string({ unit: 'grapheme', minLength: 1 }), quantity: fc.nat() }), { minLength: 1 }), (lines) => {
        const read: string[][] = parse(csv.lines(lines), { record_delimiter: '\r\n' });
        expect(read).toEqual(lines.map(({ itemName, quantity }) => [/^[=+\-@\t\r＝＋－＠]/.test(itemName) ? `'${itemName}` : itemName, String(quantity)]));
      }),
    );
  });
});
