import * as z from 'zod/v4';
import { count, date, identifier, optional, positive, text } from '../cells.ts';
import { column, defineTable } from '../define-table.ts';

export const PRICE_TIERS = ['on-demand', 'spot', 'reserved', 'community', 'market', 'ownership'] as const;

/** Appended, never overwritten: the newest `From` of a provider, tier and accelerator is in force. */
export const gpuPrices = defineTable({
  id: 'gpu-prices',
  title: 'Rental prices of accelerators, dated',
  key: ['from', 'provider', 'offer', 'tier', 'accelerator'],
  columns: {
    from: column('From', date),
    provider: column('Provider', text),
    /** Instance type, region or other words that tell offers of one provider apart. */
    offer: column('Offer', optional(text)),
    tier: column('Tier', z.enum(PRICE_TIERS)),
    accelerator: column('Accelerator', identifier),
    /** Accelerators that must be rented together. */
    minimumCount: column('Minimum count', optional(count)),
    usdPerHour: column('USD per accelerator-hour', positive),
    source: column('Source', identifier),
    asOf: column('As of', date),
  },
  references: [
    { field: 'accelerator', to: ['accelerators'] },
    { field: 'source', to: ['sources'] },
  ],
  staleAfterDays: 90,
});
