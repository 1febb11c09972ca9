// Numbers, times and addresses as the console writes them.
import { beforeEach, expect, test } from 'vitest';
import { address } from '../src/console/lib/address';
import { bytes, count, exactMoney, money } from '../src/console/lib/format';
import { zone } from '../src/console/lib/settings';
import { bothTimes, duration, heardFromServer, relative, serverNow } from '../src/console/lib/time';

beforeEach(() => {
  zone.value = 'UTC';
});

test('money has four significant places under a dollar and two above', () => {
  expect(money(0.0012345)).toBe('$0.001235');
  expect(money('0.5')).toBe('$0.50');
  expect(money(0)).toBe('$0.00');
  expect(money(1234.567, 'EUR')).toBe('€1,234.57');
  expect(exactMoney('0.000125')).toBe('$0.000125');
  expect(money(3, 'XX')).toBe('3.00');
});

test('counts are exact until the server rounds them', () => {
  expect(count({ count: 9999, exact: true })).toBe('9,999');
  expect(count({ count: 12000, exact: false })).toBe('12,000+');
  expect(bytes(1_234_567)).toBe('1.2 MB');
});

test('times are near where they are near, and days where they are not', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const ago = (minutes: number) => relative(now - minutes * 60_000, now);
  expect([ago(0), ago(5), ago(125), ago(13 * 60), ago(60 * 24 * 10), ago(60 * 24 * 400)]).toEqual([
    'now',
    '5 min ago',
    '2 h ago',
    'Yesterday',
    '12 Nov',
    '18 Oct 2025',
  ]);
});

test('the tooltip has the chosen zone and UTC', () => {
  zone.value = 'Asia/Tokyo';
  expect(bothTimes('2026-11-22T12:00:00Z')).toMatch(/22 Nov 2026, 21:00:00 .*\n22 Nov 2026, 12:00:00 UTC/);
});

test('lengths of time read as people say them', () => {
  expect([duration(340), duration(1240), duration(544_000), duration(83_400_000)]).toEqual([
    '340 ms',
    '1.2 s',
    '9 min 04 s',
    '23 h 10 min',
  ]);
});

test('the clock is the server’s', () => {
  heardFromServer(new Date(Date.now() + 3_600_000).toISOString(), true);
  expect(serverNow() - Date.now()).toBeGreaterThan(3_590_000);
  heardFromServer(new Date().toUTCString());
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(1600);
});

test('an address leaves out what is not given', () => {
  expect(address('/a/{id}', { id: 'x/y', q: 'a b', none: null, empty: '' })).toBe('/a/x%2Fy?q=a+b');
});
