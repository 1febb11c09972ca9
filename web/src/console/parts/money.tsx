import { exactMoney, money } from '../lib/format';

/** An amount, exact in the tooltip; what is unknown is said to be, and is no zero. */
export function Money({ amount, currency = 'USD' }: { amount: number | string | null | undefined; currency?: string }) {
  if (amount == null)
    return (
      <span class="muted" title="Price unknown">
        —<span class="visually-hidden"> price unknown</span>
      </span>
    );
  return <span title={exactMoney(amount, currency)}>{money(amount, currency)}</span>;
}
