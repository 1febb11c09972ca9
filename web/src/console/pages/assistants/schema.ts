// What is wrong with the JSON Schema of a tool's arguments, as far as models and their servers mind.
import { readJson, type Json } from './json';

export interface SchemaFault {
  line: number;
  column: number;
  /** Which part of the schema; empty for the whole. */
  path: string;
  message: string;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];
const NUMBERS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'multipleOf'];

type Bag = { [name: string]: Json };
const isBag = (value: Json | undefined): value is Bag =>
  typeof value == 'object' && value !== null && !Array.isArray(value);

/** Faults in the order of the text; none means that it can be sent. */
export function schemaFaults(text: string): SchemaFault[] {
  const { value, fault, spots } = readJson(text);
  if (fault) return [{ ...fault, path: '' }];
  const faults: SchemaFault[] = [];
  const add = (path: string, message: string) =>
    faults.push({ ...(spots.get(path) ?? { line: 1, column: 1 }), path, message });
  const under = (path: string, name: string) => (path ? `${path}.${name}` : name);

  const check = (schema: Json, path: string) => {
    if (typeof schema == 'boolean') return;
    if (!isBag(schema)) return add(path, 'must be an object in braces');
    const { type, properties, required, items } = schema;
    for (const one of type === undefined ? [] : Array.isArray(type) ? type : [type])
      if (typeof one != 'string' || !TYPES.includes(one))
        add(under(path, 'type'), `must be one of ${TYPES.join(', ')}`);
    if (properties !== undefined) {
      if (!isBag(properties)) add(under(path, 'properties'), 'must be an object: a schema for each name');
      else for (const [name, inner] of Object.entries(properties)) check(inner, under(under(path, 'properties'), name));
    }
    if (required !== undefined) {
      if (!Array.isArray(required) || required.some((name) => typeof name != 'string'))
        add(under(path, 'required'), 'must be a list of names');
      else if (isBag(properties))
        required.forEach((name, at) => {
          if (!Object.hasOwn(properties, name as string))
            add(`${under(path, 'required')}[${at}]`, `names ${JSON.stringify(name)}, which is none of the properties`);
        });
    }
    if (schema.enum !== undefined && (!Array.isArray(schema.enum) || !schema.enum.length))
      add(under(path, 'enum'), 'must be a list of at least one value');
    if (schema.description !== undefined && typeof schema.description != 'string')
      add(under(path, 'description'), 'must be a text');
    for (const name of NUMBERS)
      if (schema[name] !== undefined && typeof schema[name] != 'number') add(under(path, name), 'must be a number');
    if (Array.isArray(items)) items.forEach((item, at) => check(item, `${under(path, 'items')}[${at}]`));
    else if (items !== undefined) check(items, under(path, 'items'));
    if (isBag(schema.additionalProperties)) check(schema.additionalProperties, under(path, 'additionalProperties'));
    for (const name of ['anyOf', 'oneOf', 'allOf']) {
      const list = schema[name];
      if (list === undefined) continue;
      if (!Array.isArray(list) || !list.length) add(under(path, name), 'must be a list of schemas');
      else list.forEach((one, at) => check(one, `${under(path, name)}[${at}]`));
    }
  };

  if (!isBag(value)) add('', 'must be an object in braces');
  else if (value.type !== 'object') add(value.type === undefined ? '' : 'type', 'must have "type": "object"');
  if (isBag(value)) check(value, '');
  return faults
    .filter((one, at) => faults.findIndex(({ path, line }) => path == one.path && line == one.line) == at)
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

export const schemaOf = (text: string): Record<string, never> => JSON.parse(text) as Record<string, never>;
