import * as z from 'zod/v4';
import { announcedEnd, endWords, NOTICE_DAYS } from '../answers/announced-end.ts';
import { assumedDefault } from '../answers/assumed-default.ts';
import { priceOnList } from '../answers/price-on-list.ts';
import { accelerators } from '../catalog/tables/accelerators.ts';
import { apiPrices, UNITS_OF_WORK } from '../catalog/tables/api-prices.ts';
import { batchDiscounts } from '../catalog/tables/batch-discounts.ts';
import { gpuPrices } from '../catalog/tables/gpu-prices.ts';
import { models } from '../catalog/tables/models.ts';
import { sources } from '../catalog/tables/sources.ts';
import { type Citations, collectCitations, stalenessWarning } from '../contract/citations.ts';
import { defineTool, type ToolContext } from '../contract/define-tool.ts';
import { answerFields, detail, figure } from '../contract/figure.ts';
import { inputError } from '../contract/input-error.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';
import { didYouMean } from '../contract/nearest.ts';
import { type ApiBill, apiMonthlyCost } from '../engines/cost/api-monthly-cost.ts';
import { breakEvenBusyShare } from '../engines/cost/break-even-busy-share.ts';
import { breakEvenVolume, breakEvenVolumePerBusySecond } from '../engines/cost/break-even-volume.ts';
import { costPerRequest } from '../engines/cost/cost-per-request.ts';
import { ownedMonthlyCost } from '../engines/cost/owned-monthly-cost.ts';
import { priceInForce } from '../engines/cost/price-in-force.ts';
import { priceTiers } from '../engines/cost/price-tiers.ts';
import {
  capacityPerMonth,
  type Fleet,
  selfHostedCostPerBusySecond,
  selfHostedMonthlyCost,
} from '../engines/cost/self-hosted-monthly-cost.ts';
import {
  cheaper,
  type Decision,
  marginShare,
  sixFactorDecision,
} from '../engines/cost/six-factor-decision.ts';
import { listedPrice, pricesAcrossProviders, type RequestUsage } from '../pricing/listed-price.ts';
import { BYTES_PER_GB } from '../units/bytes.ts';
import { HOURS_PER_MONTH } from '../units/time.ts';

const PRICE_LIST = 'genai-prices';
const FOUNDING_DOCUMENT = 'founding-document';
/** Days after which the bundled price list is called stale. */
const PRICE_LIST_DAYS = 90;
const PURCHASES = ['on-demand', 'reserved', 'spot', 'community', 'owned', 'provisioned'] as const;
/** Paid for whether busy or idle. */
const COMMITTED: readonly string[] = ['owned', 'reserved', 'provisioned'];
const BITS_PER_BYTE = 8;
const SIDE_NAMES = { api: 'the API', 'self-hosted': 'self-hosting', either: 'neither side' } as const;
const REASONS = {
  privacy: 'regulated data',
  latency: 'the latency limit',
  'other factors': 'the majority of the factors',
  volume: 'volume alone (a rule of thumb)',
} as const;
const WIDE_SPREAD = 1.5;
const RULE_OF_THUMB_TOLERANCE = 0.2;
const usd = (most: number) => z.number().min(0).max(most).optional();
const share = z.number().min(0).max(1).default(0);

const input = z.strictObject({
  requestsPerMonth: z.number().min(1).max(1e12),
  unitOfWork: z.enum(['tokens', ...UNITS_OF_WORK]).default('tokens'),
  unitsPerRequest: z.number().min(0.001).max(1e6).default(1),
  inputTokens: z.number().min(0).max(1e7).optional().describe('per request, cached included'),
  outputTokens: z.number().min(0).max(1e7).optional().describe('per request'),
  cachedShare: share,
  batchShare: share.describe('of requests that may wait'),
  apiModel: z.string().max(120).optional().describe('gpt-4, groq:MODEL or an api-prices service'),
  apiPriceInPerMtokUsd: usd(1e5).describe('overrides, with Out'),
  apiPriceOutPerMtokUsd: usd(1e5),
  model: z.string().max(120).optional().describe('self-hosted'),
  accelerator: z.string().max(60).optional(),
  acceleratorCount: z.int().min(1).max(1024).default(1).describe('per replica'),
  purchase: z.enum(PURCHASES).default('on-demand'),
  acceleratorUsd: usd(1e7).describe('one, per hour (default: table); owned: to buy'),
  requestsPerMinutePerReplica: z
    .number()
    .min(0.001)
    .max(1e7)
    .optional()
    .describe('needed to price self-hosting'),
  peakFactor: z.number().min(1).max(1000).optional(),
  hoursPerDay: z.number().min(0.1).max(24).default(24),
  spareReplicas: z.int().min(0).max(100).default(0),
  billing: z.enum(['always-on', 'per-busy-second']).default('always-on'),
  engineerUsdPerMonth: usd(1e7),
  powerW: z.number().min(0).max(1e5).optional(),
  electricityUsdPerKwh: usd(10),
  amortisationMonths: z.number().min(1).max(240).optional(),
  priceDate: z.string().max(10).optional().describe('YYYY-MM-DD'),
  latencyMs: z.number().min(0).max(1e7).optional(),
  customisation: z.enum(['general', 'domain-specific']).optional(),
  dataSensitivity: z.enum(['public', 'internal', 'regulated']).optional(),
  team: z.enum(['none', 'some', 'ml-team']).optional(),
  budget: z.enum(['per-call', 'infrastructure']).optional(),
  detail,
});
type Input = z.output<typeof input>;

const output = z.strictObject({
  ...answerFields,
  /** Price in force on this day. */
  priceDate: z.string(),
  api: z
    .strictObject({
      name: z.string(),
      monthly: figure,
      perRequestUsd: z.number(),
      notes: z.array(z.string()),
      /** The same open model at other providers, cheapest first; `full` only. */
      providers: z
        .array(z.strictObject({ provider: z.string(), model: z.string(), usdPerRequest: z.number() }))
        .optional(),
    })
    .optional(),
  selfHosted: z
    .strictObject({
      name: z.string(),
      monthly: figure,
      perRequestUsd: z.number(),
      /** 0 when paid by the busy second. */
      replicas: z.number(),
      busyShare: z.number(),
      hardwareUsd: z.number(),
      hardwarePerRequestUsd: z.number(),
      engineerUsd: z.number(),
      acceleratorHour: figure,
    })
    .optional(),
  breakEven: z
    .strictObject({
      alwaysOnRequests: z.number().optional(),
      perBusySecondRequests: z.number().optional(),
      /** Share of the kept machines' capacity at which both cost the same. */
      busyShare: z.number().optional(),
      never: z.array(z.string()),
      ruleOfThumb: z.string().optional(),
    })
    .optional(),
  decision: z.strictObject({
    side: z.enum(['api', 'self-hosted', 'either']),
    decidedBy: z.string(),
    factors: z.array(z.strictObject({ factor: z.string(), side: z.string(), reason: z.string() })),
  }),
  changes: z.array(z.string()),
});
type Answer = z.output<typeof output>;
type Figure = z.output<typeof figure>;

/** What the parts of one answer share. */
type Desk = {
  readonly asked: Input;
  readonly catalog: ToolContext['catalog'];
  readonly today: string;
  readonly date: string;
  readonly citations: Citations;
  readonly assumptions: string[];
  readonly warnings: string[];
  /** An assumed value by id; noted unless the caller gave one. */
  assume(id: string, given?: number): number;
};
type ApiSide = {
  readonly name: string;
  readonly bill: ApiBill;
  readonly price: Omit<Figure, 'value' | 'unit'>;
  readonly notes: readonly string[];
  readonly providers?: readonly { provider: string; model: string; usdPerRequest: number }[];
  readonly shutdown?: string;
};
type OwnSide = { readonly name: string; readonly fleet: Fleet; readonly hour: Figure };

async function run(asked: Input, { catalog, today }: ToolContext): Promise<z.input<typeof output>> {
  const desk = openDesk(asked, catalog, today);
  const api = await apiSide(desk);
  const own = ownSide(desk);
  if (api === undefined && own === undefined)
    throw inputError(
      'apiModel',
      'is missing, and so is the self-hosted side: there is nothing to price',
      'Send apiModel, or accelerator with requestsPerMinutePerReplica, or both',
    );
  const requests = asked.requestsPerMonth;
  const apiUsd = api && apiMonthlyCost(requests, api.bill);
  const costOf = asked.billing === 'always-on' ? selfHostedMonthlyCost : selfHostedCostPerBusySecond;
  const hosted = own && costOf(requests, own.fleet);
  const costs =
    apiUsd !== undefined && hosted !== undefined ? { apiUsd, selfHostedUsd: hosted.monthlyUsd } : undefined;
  const rule = (id: string): number => assumedDefault(catalog, id).value;
  const tieShare = rule('cost-tie-share');
  const thresholds = {
    apiBelowRequests: rule('cost-api-below-requests'),
    selfHostedAboveRequests: rule('cost-self-hosted-above-requests'),
    apiAboveMs: rule('cost-api-above-latency'),
    selfHostedBelowMs: rule('cost-self-hosted-below-latency'),
  };
  const decision = sixFactorDecision(asked, thresholds, costs, tieShare);
  desk.citations.cite(FOUNDING_DOCUMENT);
  const breakEven = api && own && flips(desk, api, own);
  if (own && hosted) warnOfIdleness(desk, own, hosted.busyShare);
  const misfit = own && misfitOf(desk);
  const flaws = [api?.shutdown, misfit].flatMap((flaw) => flaw ?? []);
  const ownRange = own && hosted ? rangeOf(own, hosted.hardwareUsd) : {};
  return {
    verdict: verdictOf(
      asked,
      decision,
      tieShare,
      { apiUsd, ownUsd: hosted?.monthlyUsd, apiName: api?.name ?? '' },
      flaws,
    ),
    priceDate: desk.date,
    ...(api && apiUsd !== undefined
      ? {
          api: {
            name: api.name,
            monthly: { value: cents(apiUsd), unit: 'USD', ...api.price },
            perRequestUsd: significant(apiUsd / requests),
            notes: [...api.notes],
            ...(asked.detail === 'full' && api.providers ? { providers: [...api.providers] } : {}),
          },
        }
      : {}),
    ...(own && hosted
      ? {
          selfHosted: {
            name: own.name,
            monthly: { value: cents(hosted.monthlyUsd), unit: 'USD', basis: own.hour.basis, ...ownRange },
            perRequestUsd: significant(hosted.monthlyUsd / requests),
            replicas: hosted.replicas,
            busyShare: significant(hosted.busyShare),
            hardwareUsd: cents(hosted.hardwareUsd),
            hardwarePerRequestUsd: significant(hosted.hardwareUsd / requests),
            engineerUsd: own.fleet.engineerUsdPerMonth,
            acceleratorHour: own.hour,
          },
        }
      : {}),
    ...(breakEven ? { breakEven } : {}),
    decision: { ...decision, factors: [...decision.factors] },
    changes: changesOf(asked, api, own, hosted?.replicas, apiUsd, hosted?.monthlyUsd),
    assumptions: desk.assumptions,
    warnings: desk.warnings,
    sources: desk.citations.list(),
    next: nextCalls(asked, own !== undefined),
  };
}

function openDesk(asked: Input, catalog: ToolContext['catalog'], today: string): Desk {
  const citations = collectCitations(catalog.rows(sources));
  const assumptions: string[] = [];
  const date = asked.priceDate ?? today;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(`${date}T12:00:00Z`)))
    throw inputError('priceDate', `"${date}" is not a day`, 'Send it as YYYY-MM-DD, for example 2026-11-23');
  const assume = (id: string, given?: number): number => {
    if (given !== undefined) return given;
    const row = assumedDefault(catalog, id);
    citations.cite(row.source);
    assumptions.push(`${row.meaning}: ${formatNumber(row.value)} ${row.unit} (${row.basis}).`);
    return row.value;
  };
  return { asked, catalog, today, date, citations, assumptions, warnings: [], assume };
}

async function apiSide(desk: Desk): Promise<ApiSide | undefined> {
  const { asked } = desk;
  const { apiModel, apiPriceInPerMtokUsd: priceIn, apiPriceOutPerMtokUsd: priceOut } = asked;
  if ((priceIn === undefined) !== (priceOut === undefined))
    throw inputError(
      priceIn === undefined ? 'apiPriceInPerMtokUsd' : 'apiPriceOutPerMtokUsd',
      'is missing: the two prices go together',
      'Send 0 where the API does not charge',
    );
  if (apiModel === undefined && priceIn === undefined) return undefined;
  if (asked.unitOfWork !== 'tokens') return unitSide(desk, apiModel);
  const { inputTokens, outputTokens = 0, cachedShare } = asked;
  if (inputTokens === undefined)
    throw inputError('inputTokens', 'is missing', 'Send the prompt tokens of a mean request; 0 is allowed');
  if (asked.outputTokens === undefined) desk.assumptions.push('No output tokens (embeddings, rerankers).');
  if (priceIn !== undefined && priceOut !== undefined) {
    const prices = { inputPerMtokUsd: priceIn, cachedInputPerMtokUsd: priceIn, outputPerMtokUsd: priceOut };
    const notes =
      cachedShare > 0 ? ['Cached tokens are counted at the full price: you gave no cache price.'] : [];
    const usdPerRequest = costPerRequest({ inputTokens, outputTokens, cachedShare }, prices);
    return withBatch(desk, { name: apiModel ?? 'API at your prices', notes, usdPerRequest });
  }
  return listedSide(desk, apiModel ?? '', { unit: 'tokens', inputTokens, outputTokens, cachedShare });
}

async function listedSide(desk: Desk, name: string, usage: RequestUsage): Promise<ApiSide> {
  const { asked, citations, date, today, catalog } = desk;
  const answer = await priceOnList(usage, name, date, {
    field: 'apiModel',
    whereUnpriced: 'Send another unitOfWork, or apiPriceInPerMtokUsd and apiPriceOutPerMtokUsd',
  });
  const list = sourceOf(catalog, PRICE_LIST);
  citations.cite(PRICE_LIST);
  note(desk, stalenessWarning('The API price list', list.asOf, PRICE_LIST_DAYS, today));
  if (asked.priceDate !== undefined)
    desk.assumptions.push('Where the list keeps no history, its price stands for every day.');
  const providers = usage.unit === 'tokens' ? await pricesAcrossProviders(usage, answer.model, date) : [];
  const [cheapest] = providers;
  const dearest = providers.at(-1);
  if (cheapest && dearest && dearest.usdPerRequest > cheapest.usdPerRequest * WIDE_SPREAD)
    note(
      desk,
      `Providers of this open model differ: ${formatUsd(cheapest.usdPerRequest)} a request at ${cheapest.provider}, ${formatUsd(dearest.usdPerRequest)} at ${dearest.provider}.`,
    );
  const side = withBatch(desk, { ...answer, name: `${answer.model} (${answer.provider})` }, answer.provider);
  const shutdown = shutdownOf(desk, answer.provider, answer.model);
  return {
    ...side,
    price: { basis: 'listed', source: PRICE_LIST, asOf: list.asOf },
    ...(providers.length > 1 ? { providers } : {}),
    ...(shutdown === undefined ? {} : { shutdown }),
  };
}

/** Prices by image, page or minute: the table first, then the price list, which knows some pages and minutes. */
async function unitSide(desk: Desk, name: string | undefined): Promise<ApiSide> {
  const { asked, catalog, citations, date } = desk;
  const { unitOfWork, unitsPerRequest } = asked;
  const inUnit = catalog.rows(apiPrices).filter((row) => row.unitOfWork === unitOfWork);
  const wanted = (name ?? '').toLowerCase();
  const rows = inUnit.filter((row) => row.service.toLowerCase() === wanted);
  const since = rows.map(({ from }) => from).filter((from) => from.slice(0, date.length) <= date);
  const newest = since.sort().at(-1);
  const first = rows.find((row) => row.from === newest);
  if (newest === undefined || first === undefined) {
    if (rows.length > 0)
      throw inputError('priceDate', `${date} is before the first price of "${name}"`, 'Send a later day');
    const billed = unitOfWork === 'page' || unitOfWork === 'audio-minute' ? unitOfWork : undefined;
    const listed =
      billed && name && (await listedPrice({ unit: billed, units: unitsPerRequest }, name, date));
    if (billed && name && listed && listed.status === 'priced')
      return listedSide(desk, name, { unit: billed, units: unitsPerRequest });
    const services = [...new Set(inUnit.map(({ service }) => service))];
    throw inputError(
      'apiModel',
      `"${name ?? ''}" has no price by ${unitOfWork}`,
      services.length === 0 ? 'Known services: none for this unit' : didYouMean(name ?? '', services),
    );
  }
  const inForce = rows.filter((row) => row.from === newest);
  note(
    desk,
    stalenessWarning(`The price of ${first.name}`, first.asOf, apiPrices.staleAfterDays, desk.today),
  );
  if (asked.batchShare > 0)
    desk.warnings.push('No batch discount is known for this service: full price used.');
  return {
    name: first.name,
    bill: { tiers: priceTiers(inForce, unitsPerRequest), batchShare: 0, batchDiscount: 0 },
    price: { basis: 'listed', source: citations.cite(first.source), asOf: first.asOf },
    notes: [
      ...(first.freePerMonth === undefined
        ? []
        : [`The first ${formatNumber(first.freePerMonth)} units a month are free.`]),
      ...(inForce.length > 1 ? [`${inForce.length} volume tiers are applied.`] : []),
      ...(first.note === undefined ? [] : [first.note]),
    ],
  };
}

function withBatch(
  desk: Desk,
  priced: { readonly name: string; readonly usdPerRequest: number; readonly notes: readonly string[] },
  provider?: string,
): ApiSide {
  const { batchShare } = desk.asked;
  const row =
    batchShare > 0
      ? desk.catalog.rows(batchDiscounts).find((entry) => entry.provider === provider)
      : undefined;
  if (row !== undefined) desk.citations.cite(row.source);
  if (batchShare > 0 && row === undefined)
    desk.warnings.push('No batch discount of this provider is known: full price used.');
  return {
    name: priced.name,
    bill: {
      tiers: [{ aboveRequests: 0, usdPerRequest: priced.usdPerRequest }],
      batchShare: row === undefined ? 0 : batchShare,
      batchDiscount: (row?.discountPercent ?? 0) / 100,
    },
    price: { basis: 'computed' },
    notes: [
      ...priced.notes,
      ...(row === undefined ? [] : [`Batch: ${row.discountPercent} % off the share that may wait.`]),
    ],
  };
}

function shutdownOf(desk: Desk, provider: string, model: string): string | undefined {
  const end = announcedEnd(desk, [model], provider);
  if (end === undefined || end.daysLeft > NOTICE_DAYS) return undefined;
  desk.citations.cite(end.source);
  desk.warnings.push(endWords(model, end));
  return `${model} ${end.daysLeft <= 0 ? 'was shut down' : 'ends'} on ${end.day}`;
}

function ownSide(desk: Desk): OwnSide | undefined {
  const { asked } = desk;
  const { accelerator, acceleratorUsd, acceleratorCount, purchase, hoursPerDay } = asked;
  const { requestsPerMinutePerReplica: requestsPerMinute } = asked;
  if (accelerator === undefined && acceleratorUsd === undefined && requestsPerMinute === undefined)
    return undefined;
  if (requestsPerMinute === undefined)
    throw inputError(
      'requestsPerMinutePerReplica',
      'is missing: a machine has no cost per request without its throughput',
      'Measure it, or take it from sizeInfrastructure',
    );
  const card = accelerator === undefined ? undefined : cardOf(desk, accelerator);
  const hours = (HOURS_PER_MONTH * hoursPerDay) / 24;
  const hour =
    purchase === 'owned' && acceleratorUsd !== undefined
      ? ownedHour(desk, acceleratorUsd, card?.powerW, hours)
      : rentedHour(desk, accelerator);
  if (COMMITTED.includes(purchase) && asked.billing === 'per-busy-second')
    throw inputError(
      'billing',
      `"per-busy-second" is not possible with ${purchase} machines, which are paid busy or idle`,
      'Send always-on',
    );
  const unused = ['powerW', 'electricityUsdPerKwh', 'amortisationMonths'] as const;
  const idle = unused.filter((field) => asked[field] !== undefined).join(', ');
  if (idle !== '' && (purchase !== 'owned' || acceleratorUsd === undefined))
    desk.warnings.push(`Not used: ${idle}. They need purchase owned and acceleratorUsd.`);
  const count = acceleratorCount > 1 ? `${acceleratorCount} x ` : '';
  return {
    name: `${asked.model === undefined ? '' : `${asked.model} on `}${count}${card?.name ?? 'accelerator at your price'}`,
    hour,
    fleet: {
      replica: { usdPerMonth: acceleratorCount * hour.value * hours, requestsPerMinute },
      peakFactor: desk.assume('cost-peak-factor', asked.peakFactor),
      hoursPerDay,
      spareReplicas: asked.spareReplicas,
      engineerUsdPerMonth: desk.assume('cost-engineer', asked.engineerUsdPerMonth),
    },
  };
}

function rentedHour(desk: Desk, accelerator: string | undefined): Figure {
  const { asked, catalog, citations, date } = desk;
  const { acceleratorUsd, purchase, acceleratorCount } = asked;
  if (acceleratorUsd !== undefined) return { value: acceleratorUsd, unit: 'USD', basis: 'computed' };
  if (accelerator === undefined)
    throw inputError('accelerator', 'is missing', 'Send an accelerator of the table, or acceleratorUsd');
  const tier = purchase === 'owned' ? 'ownership' : purchase;
  const rows = catalog.rows(gpuPrices).filter((row) => row.accelerator === accelerator);
  const found = priceInForce(
    rows.filter((row) => row.tier === tier),
    acceleratorCount,
    date,
  );
  if (found === undefined) {
    const tiers = [...new Set(rows.map((row) => row.tier))].join(', ');
    throw inputError(
      'purchase',
      `there is no ${tier} price of ${accelerator} on ${date}`,
      tiers === '' ? 'Send acceleratorUsd' : `Send acceleratorUsd; the table has: ${tiers}`,
    );
  }
  const { row, low, high } = found;
  const offer = row.offer === undefined ? row.provider : `${row.provider} ${row.offer}`;
  desk.assumptions.push(
    `${formatUsd(row.usdPerHour)} an accelerator-hour: the median ${tier} offer (${offer}); offers span ${formatUsd(low)} to ${formatUsd(high)}.`,
  );
  const minimum = row.minimumCount ?? 1;
  if (acceleratorCount % Math.max(1, minimum) !== 0)
    desk.warnings.push(`This offer is only rented ${minimum} at a time: the bill is for whole machines.`);
  note(desk, stalenessWarning(`The price of ${accelerator}`, row.asOf, gpuPrices.staleAfterDays, desk.today));
  return {
    value: row.usdPerHour,
    unit: 'USD',
    basis: 'listed',
    source: citations.cite(row.source),
    asOf: row.asOf,
    low,
    high,
  };
}

function ownedHour(desk: Desk, priceUsd: number, tablePowerW: number | undefined, hours: number): Figure {
  const { asked } = desk;
  const powerW = asked.powerW ?? tablePowerW;
  if (powerW === undefined)
    throw inputError('powerW', 'is missing', 'Send the watts of one accelerator with its share of the host');
  if (asked.powerW === undefined)
    desk.assumptions.push(`${powerW} W an accelerator, its own limit: host and cooling come on top.`);
  const parts = ownedMonthlyCost(
    {
      priceUsd,
      powerW,
      amortisationMonths: desk.assume('cost-amortisation', asked.amortisationMonths),
      electricityUsdPerKwh: desk.assume('cost-electricity', asked.electricityUsdPerKwh),
    },
    asked.hoursPerDay,
  );
  const monthly = parts.amortisationUsd + parts.electricityUsd;
  return { value: monthly / hours, unit: 'USD', basis: 'computed' };
}

function cardOf(desk: Desk, id: string): { readonly name: string; readonly powerW?: number | undefined } {
  const rows = desk.catalog.rows(accelerators);
  const row = rows.find((entry) => entry.id === id);
  if (row !== undefined) return row;
  throw inputError(
    'accelerator',
    `"${id}" is not in the table`,
    didYouMean(
      id,
      rows.map((entry) => entry.id),
    ),
  );
}

function flips(desk: Desk, { bill }: ApiSide, { fleet, name }: OwnSide): NonNullable<Answer['breakEven']> {
  const { asked, catalog } = desk;
  const always = breakEvenVolume(bill, fleet);
  const busy = COMMITTED.includes(asked.purchase) ? undefined : breakEvenVolumePerBusySecond(bill, fleet);
  const apiPerRequest = apiMonthlyCost(asked.requestsPerMonth, bill) / asked.requestsPerMonth;
  const kept = selfHostedMonthlyCost(asked.requestsPerMonth, fleet);
  const capacity = kept.replicas * capacityPerMonth(fleet);
  const busyShare =
    apiPerRequest > 0 ? breakEvenBusyShare(kept.monthlyUsd, capacity, apiPerRequest) : undefined;
  const perFullRequest = fleet.replica.usdPerMonth / capacityPerMonth(fleet);
  const never = [
    ...(always.requestsPerMonth === undefined
      ? [
          always.never === 'beyond-search'
            ? 'Always on, no fleet of up to 100,000 replicas pays.'
            : 'Always on, no volume pays: with the peak and spares, machines cost more than the API at any size.',
        ]
      : []),
    ...(busy !== undefined && busy.requestsPerMonth === undefined
      ? [
          busy.never === 'beyond-search'
            ? `By the busy second, no volume of up to ${formatNumber(Number.MAX_SAFE_INTEGER)} requests a month pays.`
            : `Even fully busy, ${name} costs ${formatUsd(perFullRequest)} a request, not less than the API.`,
        ]
      : []),
    ...(busyShare === undefined ? ['No busy share of these machines pays at this price.'] : []),
  ];
  const found = [always.requestsPerMonth, busy?.requestsPerMonth];
  const thumb = assumedDefault(catalog, 'cost-rule-of-thumb-break-even').value;
  const off = found.every((n) => n === undefined || Math.abs(n / thumb - 1) > RULE_OF_THUMB_TOLERANCE);
  const say = (n: number | undefined): string => (n === undefined ? 'never' : formatNumber(Math.ceil(n)));
  return {
    ...(always.requestsPerMonth === undefined
      ? {}
      : { alwaysOnRequests: Math.ceil(always.requestsPerMonth) }),
    ...(busy?.requestsPerMonth === undefined
      ? {}
      : { perBusySecondRequests: Math.ceil(busy.requestsPerMonth) }),
    ...(busyShare === undefined ? {} : { busyShare: significant(busyShare) }),
    never,
    ...(off
      ? {
          ruleOfThumb: `The founding document's break-even of ${formatNumber(thumb)} requests a month does not follow from these inputs: always on ${say(found[0])}${busy === undefined ? '' : `, by the busy second ${say(found[1])}`}.`,
        }
      : {}),
  };
}

function verdictOf(
  asked: Input,
  { side, decidedBy }: Decision,
  tieShare: number,
  bills: {
    readonly apiUsd: number | undefined;
    readonly ownUsd: number | undefined;
    readonly apiName: string;
  },
  flaws: readonly string[],
): string {
  const { apiUsd, ownUsd, apiName } = bills;
  const chosen = SIDE_NAMES[side];
  const reason = { ...REASONS, 'nothing stated': '', price: 'price' }[decidedBy];
  const volume = `a month for ${formatNumber(asked.requestsPerMonth)} requests`;
  const but = flaws.length === 0 ? '.' : `; but ${flaws.join(', and ')}.`;
  if (apiUsd === undefined || ownUsd === undefined) {
    const priced = apiUsd === undefined ? 'Self-hosting' : apiName;
    const advice = side === 'either' ? 'nothing stated decides' : `${reason} speaks for ${chosen}`;
    return `${priced} costs ${formatUsd(apiUsd ?? ownUsd ?? 0)} ${volume}; the other side is not priced, and ${advice}${but}`;
  }
  const costs = { apiUsd, selfHostedUsd: ownUsd };
  const cheap = cheaper(costs);
  const margin = marginShare(costs);
  const compared = `${cheap === 'api' ? 'The API' : 'Self-hosting'} costs ${formatUsd(Math.min(apiUsd, ownUsd))} ${volume} against ${formatUsd(Math.max(apiUsd, ownUsd))}, ${percent(margin)} less`;
  if (decidedBy === 'privacy' || decidedBy === 'latency')
    return `${compared}, ${cheap === side ? 'and' : 'but'} ${reason} decides for ${chosen}${but}`;
  if (margin >= tieShare) return `${compared}: price decides for ${chosen}${but}`;
  const breaker = decidedBy === 'price' ? 'which commits to nothing' : 'for which the other factors speak';
  return `${compared}, a tie that goes to ${chosen}, ${breaker}${but}`;
}

function changesOf(
  asked: Input,
  api: ApiSide | undefined,
  own: OwnSide | undefined,
  replicas: number | undefined,
  apiUsd: number | undefined,
  ownUsd: number | undefined,
): string[] {
  if (!api || !own || apiUsd === undefined || ownUsd === undefined || replicas === undefined) return [];
  const { fleet, hour } = own;
  const forMachines = apiUsd - fleet.engineerUsdPerMonth;
  const hardware = ownUsd - fleet.engineerUsdPerMonth;
  const flipHour = hardware > 0 ? (hour.value * forMachines) / hardware : 0;
  return [
    forMachines > 0
      ? `The sides are equal at ${formatUsd(flipHour)} an accelerator-hour (now ${formatUsd(hour.value)}).`
      : `The engineer alone (${formatUsd(fleet.engineerUsdPerMonth)}) costs as much as the API: no machine price flips it.`,
    `They are equal at an API price of ${formatUsd(ownUsd / asked.requestsPerMonth)} a request (now ${formatUsd(apiUsd / asked.requestsPerMonth)}).`,
  ];
}

function warnOfIdleness({ asked, warnings, assumptions }: Desk, { fleet }: OwnSide, busyShare: number): void {
  const always = selfHostedMonthlyCost(asked.requestsPerMonth, fleet);
  assumptions.push('Both sides do the work equally well; egress, storage and monitoring are not counted.');
  if (asked.billing === 'per-busy-second')
    warnings.push(
      `Paid by the busy second only if the platform scales to zero: machines kept on cost ${formatUsd(always.monthlyUsd)} a month (${always.replicas} x ${formatNumber((HOURS_PER_MONTH * asked.hoursPerDay) / 24)} h = ${formatUsd(always.hardwareUsd)}, with the engineer), ${percent(always.busyShare)} busy.`,
    );
  else if (busyShare < 0.3)
    warnings.push(
      `Always-on billing: the machines are busy ${percent(busyShare)} of ${formatNumber((HOURS_PER_MONTH * asked.hoursPerDay) / 24)} paid hours a month each.`,
    );
}

/** Weights against memory, 16-bit and 4-bit; the cache and the engine need more. */
function misfitOf({ asked, catalog, citations, warnings }: Desk): string | undefined {
  const { model: name, accelerator, acceleratorCount } = asked;
  if (name === undefined) return undefined;
  const rows = catalog.rows(models);
  const model = rows.find((row) => row.id === name);
  if (model === undefined)
    throw inputError(
      'model',
      `"${name}" is not in the catalogue`,
      didYouMean(
        name,
        rows.map(({ id }) => id),
      ),
    );
  const card = catalog.rows(accelerators).find((row) => row.id === accelerator);
  if (card === undefined || model.parametersM === undefined) return undefined;
  const bits = assumedDefault(catalog, 'cost-small-weight-bits');
  const gb = (perWeight: number): number =>
    ((model.parametersM ?? 0) * 1e6 * perWeight) / BITS_PER_BYTE / BYTES_PER_GB;
  const have = card.memoryGb * acceleratorCount;
  if (gb(16) <= have) return undefined;
  citations.cite(bits.source);
  const sizes = `${formatNumber(gb(16))} GB of 16-bit weights, ${formatNumber(gb(bits.value))} GB at 4 bits; ${acceleratorCount} x ${card.name} holds ${formatNumber(have)} GB`;
  const fits = gb(bits.value) <= have;
  warnings.push(
    fits
      ? `${name} fits quantised only: ${sizes}. Throughput and quality must be those of that build.`
      : `${name} does not fit: ${sizes}. The throughput given cannot be had on it.`,
  );
  return fits ? undefined : `${name} does not fit ${acceleratorCount} x ${card.name}`;
}

function rangeOf({ hour, fleet }: OwnSide, hardwareUsd: number): { low?: number; high?: number } {
  if (hour.low === undefined || hour.high === undefined || hour.low === hour.high) return {};
  const at = (usdPerHour: number): number =>
    cents((hardwareUsd * usdPerHour) / hour.value + fleet.engineerUsdPerMonth);
  return { low: at(hour.low), high: at(hour.high) };
}

function nextCalls(asked: Input, priced: boolean): { tool: string; why: string }[] {
  return [
    {
      tool: 'sizeInfrastructure',
      why: priced
        ? 'whether the model fits and reaches this throughput'
        : 'accelerators and throughput, to price self-hosting',
    },
    ...(asked.model === undefined
      ? [{ tool: 'selectModel', why: 'an open model as good as the API for this task' }]
      : []),
  ];
}

function sourceOf(catalog: ToolContext['catalog'], id: string) {
  const row = catalog.rows(sources).find((entry) => entry.id === id);
  if (row === undefined) throw new Error(`the sources table has no row "${id}"`);
  return row;
}

function note({ warnings }: Desk, warning: string | undefined): void {
  if (warning !== undefined) warnings.push(warning);
}

/** Two significant digits: `0.37 %`, `4.6 %`, `78 %`. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

function significant(value: number): number {
  return Number(value.toPrecision(4));
}

function render(answer: Answer): string {
  const { api, selfHosted, breakEven, decision } = answer;
  const rows = [
    ...(api ? [['API', api.name, formatFigure(api.monthly), formatUsd(api.perRequestUsd), '-', '-']] : []),
    ...(selfHosted
      ? [
          [
            'Self-hosted',
            selfHosted.name,
            formatFigure(selfHosted.monthly),
            `${formatUsd(selfHosted.perRequestUsd)} (machine ${formatUsd(selfHosted.hardwarePerRequestUsd)})`,
            selfHosted.replicas === 0 ? 'by the busy second' : String(selfHosted.replicas),
            `${percent(selfHosted.busyShare)}`,
          ],
        ]
      : []),
  ];
  const flipsAt = breakEven && [
    ...(breakEven.alwaysOnRequests === undefined
      ? []
      : [`Always on: ${formatNumber(breakEven.alwaysOnRequests)} requests a month`]),
    ...(breakEven.perBusySecondRequests === undefined
      ? []
      : [`By the busy second: ${formatNumber(breakEven.perBusySecondRequests)} requests a month`]),
    ...(breakEven.busyShare === undefined
      ? []
      : [`These machines, always on: busy ${percent(breakEven.busyShare)} of the time`]),
    ...breakEven.never,
    ...(breakEven.ruleOfThumb === undefined ? [] : [breakEven.ruleOfThumb]),
  ];
  return paragraphs(
    `**${answer.verdict}**`,
    markdownTable(['Side', 'What', 'A month', 'A request', 'Replicas', 'Busy'], rows),
    bullets('API price', api?.notes ?? []),
    api?.providers
      ? markdownTable(
          ['Provider', 'Model', 'A request'],
          api.providers.map((row) => [row.provider, row.model, formatUsd(row.usdPerRequest)]),
        )
      : '',
    bullets('Break-even', flipsAt ?? []),
    markdownTable(
      ['Factor', 'Side', 'Why'],
      decision.factors.map(({ factor, side, reason }) => [factor, side, reason]),
    ),
    bullets('What would change it', answer.changes),
    renderEnding(answer),
  );
}

export const estimateCost = defineTool({
  name: 'estimateCost',
  title: 'API or self-hosted: monthly cost and break-even',
  description:
    'Prices the same work on a hosted API (tokens, images, pages, audio minutes; dated list prices, cache, batch) and on rented or owned accelerators; returns both monthly costs, break-even volume and busy share, and a six-factor verdict with the deciding factor. Takes throughput as input; sizeInfrastructure estimates it. Does not judge model quality: selectModel.',
  input,
  output,
  examples: [
    {
      ask: 'GPT-4 API or our own Llama 70B for 100,000 requests a month?',
      input: {
        requestsPerMonth: 100_000,
        inputTokens: 500,
        outputTokens: 200,
        apiModel: 'gpt-4',
        accelerator: 'A100-40GB-SXM',
        acceleratorUsd: 3,
        requestsPerMinutePerReplica: 50,
        engineerUsdPerMonth: 500,
      },
    },
    {
      ask: 'Claude Sonnet 5 for 200,000 requests of regulated data, or two H100?',
      input: {
        requestsPerMonth: 200_000,
        inputTokens: 2000,
        outputTokens: 400,
        cachedShare: 0.5,
        apiModel: 'claude-sonnet-5',
        accelerator: 'H100-SXM',
        acceleratorCount: 2,
        requestsPerMinutePerReplica: 120,
        engineerUsdPerMonth: 4000,
        dataSensitivity: 'regulated',
        team: 'ml-team',
      },
    },
  ],
  run,
  render,
});
