/**
 * The constants of SHA-256 (FIPS 180-4 §4.2.2, §5.3.3): the first 32 bits of the fractional parts of the square roots of
 * the first eight primes, and of the cube roots of the first 64. Computed in whole numbers, so exactly.
 */
const primes = firstPrimes(64);
export const INITIAL_HASH = primes.slice(0, 8).map((prime) => fractionOfRoot(prime, 2n));
export const ROUND_CONSTANTS = primes.map((prime) => fractionOfRoot(prime, 3n));

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}

/** The root of prime × 2^(32 × degree), rounded down, is the root of the prime with 32 binary places: the last 32 bits are those. */
function fractionOfRoot(prime: number, degree: bigint): number {
  const radicand = BigInt(prime) << (32n * degree);
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** degree <= radicand) root += bit;
  return Number(BigInt.asUintN(32, root));
}
