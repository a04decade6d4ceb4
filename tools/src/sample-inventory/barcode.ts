import { randomFor } from './random.js';

/**
 * An EAN-13 of a company that labels its own articles: the prefix 2 is GS1's range for circulation inside one
 * company, so no number here belongs to anybody else's product.
 */
export function barcodeFor(sku: string): string {
  const random = randomFor(`barcode ${sku}`);
  const digits = `20${Math.floor(random() * 1e5).toString().padStart(5, '0')}${Math.floor(random() * 1e5).toString().padStart(5, '0')}`;
  return digits + checkDigit(digits).toString();
}

/** GS1 General Specifications §7.9: weights 3 and 1 in turn from the right, filled up to the next ten. */
function checkDigit(digits: string): number {
  const sum = Array.from(digits, Number).reduceRight((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10;
}
