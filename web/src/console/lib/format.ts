// Numbers and money for people.

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const number = (value: number) => whole.format(value);
/** 1,284 as it is, 1.2M where space is short. */
export const compact = (value: number) => (value < 10_000 ? whole.format(value) : short.format(value));

/** A count of the server: exact to 10,000, beyond that with a plus. */
export const count = (value: { count: number; exact: boolean }) =>
  `${whole.format(value.count)}${value.exact ? '' : '+'}`;

/** "1 conversation", "2 conversations". */
export const many = (value: number, one: string, more = `${one}s`) =>
  `${whole.format(value)} ${value == 1 ? one : more}`;

const currencies = new Map<string, Intl.NumberFormat>();
function style(currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${currency} ${JSON.stringify(options)}`;
  let found = currencies.get(key);
  if (!found) {
    try {
      found = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
    } catch {
      found = new Intl.NumberFormat('en', options);
    }
    currencies.set(key, found);
  }
  return found;
}

type Amount = number | string;

/** Two places from one dollar on, four significant ones below. */
export function money(amount: Amount, currency = 'USD'): string {
  const value = Number(amount);
  const small = value != 0 && Math.abs(value) < 1;
  const places = small ? 3 - Math.floor(Math.log10(Math.abs(value))) : 2;
  return style(currency, { minimumFractionDigits: 2, maximumFractionDigits: Math.min(places, 9) }).format(value);
}

/** All places that there are, up to the nine of the record. */
export const exactMoney = (amount: Amount, currency = 'USD') =>
  style(currency, { minimumFractionDigits: 2, maximumFractionDigits: 9 }).format(Number(amount));

/** 340 B, 12.4 KB, 1.2 MB. */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
