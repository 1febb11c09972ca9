// The little work that a browser does before a session where a widget asks for it: cheap once, dear in bulk.

/** The first counter that makes SHA-256 of `text.counter` begin with so many zero bits. Lets the page breathe. */
export async function prove(text: string, bits: number): Promise<string> {
  const encoder = new TextEncoder();
  for (let counter = 0; ; counter++) {
    const [first = 0, second = 0] = sha256(encoder.encode(`${text}.${counter}`));
    if (Math.clz32(first) >= bits || (first == 0 && 32 + Math.clz32(second) >= bits)) return `${counter}`;
    if (counter % 2000 == 1999) await new Promise((done) => setTimeout(done));
  }
}

/** The first bits of the fractional parts of roots of primes, as FIPS 180-4 derives the constants. */
function fractions(count: number, root: number): number[] {
  const out: number[] = [];
  for (let n = 2; out.length < count; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d == 0) isPrime = false;
    if (isPrime) out.push(((n ** (1 / root) % 1) * 2 ** 32) | 0);
  }
  return out;
}

const K = fractions(64, 3);
const START = fractions(8, 2);

/** Eight words. Not crypto.subtle: it is missing on pages without TLS, and a promise for each try is slower. */
export function sha256(bytes: Uint8Array): Int32Array {
  const blocks = new DataView(new ArrayBuffer(((bytes.length + 8) >> 6) * 64 + 64));
  bytes.forEach((byte, at) => blocks.setUint8(at, byte));
  blocks.setUint8(bytes.length, 0x80);
  blocks.setUint32(blocks.byteLength - 4, bytes.length * 8);
  const hash = Int32Array.from(START);
  const w = new Int32Array(64);
  const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by));
  const at = (list: ArrayLike<number>, index: number) => list[index] as number;
  for (let block = 0; block < blocks.byteLength; block += 64) {
    for (let t = 0; t < 64; t++) {
      if (t < 16) w[t] = blocks.getInt32(block + t * 4);
      else {
        const x = at(w, t - 15);
        const y = at(w, t - 2);
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        w[t] = (at(w, t - 16) + s0 + at(w, t - 7) + s1) | 0;
      }
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
    for (let t = 0; t < 64; t++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + at(K, t) + at(w, t)) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, index) => (hash[index] = (at(hash, index) + word) | 0));
  }
  return hash;
}
