// Whether text can be read on a colour, by the same arithmetic as the server's.

type Rgb = [number, number, number];

export function parse(text: string): Rgb | null {
  if (!/^#[\da-f]{6}$/i.test(text)) return null;
  return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) as Rgb;
}

const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const READABLE = 4.5;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [11, 21, 38];
const hex = (rgb: Rgb) => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** White or nearly black, whichever can be read on it. */
export const textOn = (ground: Rgb): string => hex(contrast(WHITE, ground) >= READABLE ? WHITE : BLACK);

/** The nearest of the same hue on which the text can be read. */
export function nearest(ground: Rgb, text: Rgb): string {
  const end = luminance(text) > 0.18 ? 0 : 255;
  for (let step = 0; step <= 100; step++) {
    const mixed = ground.map((part) => Math.floor((part * (100 - step) + end * step) / 100)) as Rgb;
    if (contrast(mixed, text) >= READABLE) return hex(mixed);
  }
  return hex([end, end, end]);
}

export interface Verdict {
  ratio: number;
  /** What to take instead, where it cannot be read. */
  instead?: string;
}

/** How well text can be read on a colour; null where either is none. Without a text colour one is chosen that can. */
export function judge(accent: string, on: string | null): Verdict | null {
  const ground = parse(accent);
  if (!ground) return null;
  const text = parse(on ?? textOn(ground));
  if (!text) return null;
  const ratio = contrast(ground, text);
  return ratio >= READABLE ? { ratio } : { ratio, instead: nearest(ground, text) };
}
