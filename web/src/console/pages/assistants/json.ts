// Reads JSON and says where things stand in it, so that a fault can be pointed at by line.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Spot {
  line: number;
  column: number;
}
export interface JsonFault extends Spot {
  message: string;
}
export interface Read {
  value?: Json;
  fault?: JsonFault;
  /** Where a value begins, by its path: `properties.order.type`, the whole by the empty path. */
  spots: Map<string, Spot>;
}

class Wrong extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** The text as JSON; `spots` tells where each part of it is. */
export function readJson(text: string): Read {
  const spots = new Map<string, Spot>();
  let at = 0;
  const spot = (place: number): Spot => {
    const before = text.slice(0, place).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const space = () => {
    while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++;
  };
  const found = () => (at >= text.length ? 'the text ends' : `there is ${JSON.stringify(text[at])}`);
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match) at += match.length;
    return match;
  };
  const wanted = (sign: string, after: string) => {
    space();
    if (text[at] != sign) throw new Wrong(at, `${sign} is missing ${after}; ${found()}`);
    at++;
  };

  const value = (path: string): Json => {
    space();
    spots.set(path, spot(at));
    const sign = text[at];
    if (sign == '{') return object(path);
    if (sign == '[') return array(path);
    if (sign == '"') return string();
    const word = take(WORD) ?? take(NUMBER);
    if (word === undefined) throw new Wrong(at, `a value is missing; ${found()}`);
    return JSON.parse(word) as Json;
  };
  const string = (): string => {
    const start = at;
    const match = take(STRING);
    if (match === undefined)
      throw new Wrong(start, 'this text in quotes does not end, or has a sign that must be escaped');
    return JSON.parse(match) as string;
  };
  const object = (path: string): Json => {
    const made: { [name: string]: Json } = {};
    at++;
    space();
    if (text[at] == '}') return (at++, made);
    for (;;) {
      space();
      const place = at;
      if (text[at] != '"') throw new Wrong(at, `a name in quotes is missing; ${found()}`);
      const name = string();
      if (Object.hasOwn(made, name)) throw new Wrong(place, `the name ${JSON.stringify(name)} is there twice`);
      wanted(':', `behind ${JSON.stringify(name)}`);
      const inner = value(path ? `${path}.${name}` : name);
      Object.defineProperty(made, name, { value: inner, enumerable: true, configurable: true, writable: true });
      space();
      if (text[at] == '}') return (at++, made);
      wanted(',', 'between two entries, or } at the end');
    }
  };
  const array = (path: string): Json => {
    const made: Json[] = [];
    at++;
    space();
    if (text[at] == ']') return (at++, made);
    for (;;) {
      made.push(value(`${path}[${made.length}]`));
      space();
      if (text[at] == ']') return (at++, made);
      wanted(',', 'between two values, or ] at the end');
    }
  };

  try {
    const read = value('');
    space();
    if (at < text.length) throw new Wrong(at, `behind the value ${found()}`);
    return { value: read, spots };
  } catch (thrown) {
    if (!(thrown instanceof Wrong)) throw thrown;
    return { fault: { ...spot(thrown.at), message: thrown.message }, spots };
  }
}
