import { describe, expect, it } from 'vitest';
import { planRouting } from '../../src/tools/plan-routing.ts';
import { realContext } from '../support/read-catalog.ts';

/** What specialists would decide: the fact that decides, the route that follows from it, and what must not be recommended. */
type Case = {
  readonly ask: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Shown as the name of the test. */
  readonly decides: string;
  /** Class, then `strategy: models`. */
  readonly routes: Readonly<Record<string, RegExp>>;
  /** In no route and no fallback. */
  readonly never?: RegExp;
  readonly says?: RegExp;
  readonly warns?: RegExp;
  readonly changes?: RegExp;
  readonly assumes?: RegExp;
  readonly holds?: (answer: Answer) => void;
};
type Answer = {
  verdict: string;
  monthly: { plan: { value: number; basis: string }; strongAlone: { value: number }; savedShare: number };
  routes: {
    class: string;
    strategy: string;
    models: string[];
    fallbacks: string[];
    strongShare?: number;
    lostShare?: number;
    p95Ms?: number;
    breakEvenEscalation?: number;
    attempts?: number;
    availability?: number;
    why: string;
  }[];
  quality: { keptShare?: number; basis: string };
  limits: { model: string; tokensPerMinute: number; usedTokensPerMinute?: number; replicas?: number }[];
  cache?: { pays: boolean; savedMonthlyUsd: number; breakEvenWrongShare?: number; classes: string[] };
  budget?: { exhaustedAfterDays?: number; rejectedShare: number; degradedShare?: number };
  published?: string;
  changes: string[];
  warnings: string[];
  assumptions: string[];
};

const chat = { name: 'chat', perMonth: 1_000_000, inputTokens: 1000, outputTokens: 300, data: 'internal' };
const opus = { name: 'claude-opus-5' };
const haiku = { name: 'claude-haiku-4-5' };
const own = { name: 'llama-70b', usdPerHour: 8, perMinute: 300 };

const CASES: readonly Case[] = [
  // data
  {
    ask: 'Patient letters and a chat; only APIs at hand',
    input: { classes: [chat, { ...chat, name: 'letters', data: 'patients' }], models: [opus, haiku] },
    decides: 'the data class: no API lists patients, so letters are refused',
    routes: { letters: /^refuse: $/, chat: /claude/ },
    says: /^Refuse letters \(patients\)/,
    changes: /letters: add a model with data: \["patients"\]/,
  },
  {
    ask: 'The same with a model of our own',
    input: { classes: [chat, { ...chat, name: 'letters', data: 'patients' }], models: [opus, haiku, own] },
    decides: 'a self-hosted model may see what no API may',
    routes: { letters: /: llama-70b$/ },
    holds: ({ routes }) => expect(routes[1]?.fallbacks).toEqual([]),
    warns: /letters: no allowed fallback/,
  },
  {
    ask: 'An API under a contract that covers patients, and our own model',
    input: {
      classes: [{ ...chat, data: 'patients', hardShare: 0.1 }],
      models: [{ ...opus, data: ['public', 'patients'] }, haiku, own],
      escalationRate: 0.15,
    },
    decides: 'a contract is said by listing the class; the other API stays out',
    routes: { chat: /claude-opus-5|llama-70b/ },
    never: /haiku/,
  },
  {
    ask: 'Regulated data, and nobody names models',
    input: { classes: [{ ...chat, data: 'regulated' }] },
    decides: 'proposals are hosted, and none of them sees regulated data',
    routes: { chat: /^refuse: $/ },
    never: /./,
    holds: ({ monthly }) => expect(monthly.plan.value).toBe(0),
  },
  {
    ask: 'A label that is spelt wrong',
    input: { classes: [{ ...chat, data: 'internl' }], models: [opus] },
    decides: 'an unknown label fails closed, whatever was meant',
    routes: { chat: /^refuse: $/ },
  },
  {
    ask: 'A free tier that trains on what it sees',
    input: { classes: [{ ...chat, hardShare: 0.01 }], models: [opus, { ...haiku, data: ['public'] }] },
    decides: 'a list may also narrow: internal data does not go to a model that lists public alone',
    routes: { chat: /^strong alone: claude-opus-5$/ },
    never: /haiku/,
  },
  {
    ask: 'A cascade over patient data',
    input: {
      classes: [{ ...chat, data: 'patients', hardShare: 0.1, perMonth: 60_000_000 }],
      models: [
        { name: 'big', usdPerHour: 40, perMinute: 300 },
        { name: 'small', usdPerHour: 4, perMinute: 300 },
      ],
      escalationRate: 0.2,
      falseCheap: 0.1,
    },
    decides: 'the judge reads the same data: it must run where the data may be',
    routes: { chat: /^cascade: small, big$/ },
    warns: /judge or router reads sensitive text/,
  },
  {
    ask: 'A semantic cache over personnel files that only our own model may see',
    input: {
      classes: [{ ...chat, hardShare: 0.02 }],
      models: [{ ...opus, data: ['public'] }, own],
      cacheHitShare: 0.5,
      wrongUsd: 0.001,
    },
    decides: 'looking up embeds the text at a provider that may not see it: no cache, and the answer says so',
    routes: { chat: /^strong alone: llama-70b$/ },
    warns: /chat: no semantic cache: looking up embeds the text at a provider that may not see it/,
    holds: ({ cache }) => expect(cache).toBeUndefined(),
  },
  {
    ask: 'The same where an API of the embedding provider may see them',
    input: {
      classes: [{ ...chat, hardShare: 0.02 }],
      models: [{ name: 'gpt-5.6-sol', data: ['internal'] }, own],
      cacheHitShare: 0.5,
      wrongUsd: 0.001,
    },
    decides: 'the same provider reads the text already',
    routes: { chat: /./ },
    holds: ({ cache }) => expect(cache?.classes).toEqual(['chat']),
  },
  // what a model reads
  {
    ask: 'Whole books, 602,000 tokens each',
    input: {
      classes: [{ ...chat, inputTokens: 600_000, outputTokens: 2000, hardShare: 0.01 }],
      models: [opus, haiku],
    },
    decides: 'the cheap model reads 200,000 tokens: it is no route and no fallback, however cheap',
    routes: { chat: /^strong alone: claude-opus-5$/ },
    never: /haiku/,
    warns: /claude-haiku-4-5 reads 200,000 of 602,000 tokens and gets none of it/,
  },
  {
    ask: 'The same with the small model alone',
    input: { classes: [{ ...chat, inputTokens: 600_000, outputTokens: 2000 }], models: [haiku] },
    decides: 'what nothing can read is refused for that reason, not for its data class',
    routes: { chat: /^refuse: $/ },
    says: /no model that may see it reads 602,000 tokens/,
    changes: /add a model that reads 602,000 tokens/,
  },
  // replicas
  {
    ask: 'Contracts need our own model, which then idles; chat would do on it',
    input: {
      classes: [
        { ...chat, name: 'contracts', perMonth: 100_000, data: 'regulated' },
        { ...chat, perMonth: 400_000, inputTokens: 900, outputTokens: 250, hardShare: 0.03 },
      ],
      models: [opus, haiku, { ...own, perMinute: 120 }],
    },
    decides: 'the replica is paid for: chat costs nothing more on it, and $860 on the cheapest API',
    routes: { chat: /^rules: llama-70b$/, contracts: /^strong alone: llama-70b$/ },
    holds: ({ monthly }) => expect(monthly.plan.value).toBe(8 * 730),
  },
  {
    ask: 'The same with a replica that contracts nearly fill',
    input: {
      classes: [
        { ...chat, name: 'contracts', perMonth: 1_700_000, data: 'regulated' },
        { ...chat, perMonth: 400_000, inputTokens: 900, outputTokens: 250, hardShare: 0.03 },
      ],
      models: [opus, haiku, { ...own, perMinute: 120 }],
    },
    decides: 'a second replica costs more than the API; as a fallback the first would be crowded',
    routes: { chat: /^rules: claude-haiku-4-5$/ },
    holds: ({ routes }) => expect(routes[1]?.fallbacks).toEqual(['claude-opus-5', 'llama-70b']),
    warns: /llama-70b can stand in for 3\.562 requests a minute of chat/,
  },
  // life cycle
  {
    ask: 'GPT-4 for hard questions, GPT-3.5 for easy ones',
    input: { classes: [{ ...chat, hardShare: 0.2 }], models: [{ name: 'gpt-4' }, { name: 'gpt-3.5-turbo' }] },
    decides: 'both were shut down on 2026-10-23',
    routes: { chat: /^refuse: $/ },
    never: /gpt/,
    warns: /gpt-4 was shut down on 2026-10-23 and gets nothing\. Its maker names gpt-5\.6-sol/,
  },
  {
    ask: 'GPT-4o, which ends in January',
    input: { classes: [chat], models: [{ name: 'gpt-4o' }] },
    decides: 'it still runs, and the end is told',
    routes: { chat: /: gpt-4o$/ },
    warns: /gpt-4o will be shut down on 2027-01-14/,
  },
  {
    ask: 'What would you take for public questions?',
    input: { classes: [{ ...chat, data: 'public' }] },
    decides: 'current, scored, priced and without an announced end',
    routes: { chat: /./ },
    never: /gpt-4|gpt-3|gpt-5$|gpt-5-|gpt-5\.4-nano|opus-4-1|haiku-3/,
    assumes: /models proposed from the tables/,
    warns: /Losses are read off livebench/,
  },
  // cascades
  {
    ask: 'A fifth is escalated: is a cascade worth it?',
    input: {
      classes: [{ ...chat, hardShare: 0.2 }],
      models: [opus, haiku],
      escalationRate: 0.22,
      falseCheap: 0.1,
    },
    decides: 'the escalation rate, 22 %, is far below the break-even of 80 %',
    routes: { chat: /^cascade: claude-haiku-4-5, claude-opus-5$/ },
    changes: /breaks even at 80 % escalated; 22 % is below it/,
    holds: ({ monthly }) => expect(monthly.savedShare).toBeCloseTo(1 - 0.2 - 0.22, 6),
  },
  {
    ask: 'The judge escalates 85 %',
    input: { classes: [{ ...chat, hardShare: 0.7 }], models: [opus, haiku], escalationRate: 0.85 },
    decides: 'above the break-even a cascade costs more than the strong model',
    routes: { chat: /^strong alone: claude-opus-5$/ },
    says: /Do not route by cost/,
    changes: /breaks even at 80 % escalated; 85 % is not below it/,
  },
  {
    ask: 'The judge is a language model at $0.011 an answer',
    input: {
      classes: [{ ...chat, hardShare: 0.2 }],
      models: [opus, haiku],
      escalationRate: 0.2,
      judgeUsd: 0.011,
    },
    decides: 'cheap call and judge cost more than the strong call: no escalation rate pays',
    routes: { chat: /^strong alone/ },
    changes: /never pays; cheap call and judge cost more than the strong call/,
  },
  {
    ask: 'Two models of nearly the same price',
    input: {
      classes: [{ ...chat, hardShare: 0.3 }],
      models: [{ name: 'claude-opus-5' }, { name: 'claude-opus-5-5' }],
      escalationRate: 0.3,
    },
    decides: 'at $4 against $5 a million tokens the break-even is 20 %',
    routes: { chat: /^strong alone: claude-opus-5$/ },
    holds: ({ changes }) => expect(changes.join()).toMatch(/breaks even at 20 % escalated/),
  },
  {
    ask: 'No escalation rate was ever measured',
    input: { classes: [{ ...chat, hardShare: 0.2 }], models: [opus, haiku] },
    decides: 'a perfect judge is no plan: the break-even is told, the strong model kept',
    routes: { chat: /^strong alone/ },
    assumes: /a perfect judge/,
    changes: /breaks even at 80 %/,
  },
  {
    ask: '10 % escalated where 40 % need it',
    input: { classes: [{ ...chat, hardShare: 0.4 }], models: [opus, haiku], escalationRate: 0.1 },
    decides: 'fewer are escalated than need it: 30 % of the answers are lost',
    routes: { chat: /^strong alone/ },
  },
  {
    ask: 'The same, and a wrong answer costs nothing much',
    input: {
      classes: [{ ...chat, hardShare: 0.4 }],
      models: [opus, haiku],
      escalationRate: 0.1,
      wrongUsd: 0.0001,
    },
    decides: 'at a hundredth of a cent a wrong answer the cheap model alone is best',
    routes: { chat: /^rules: claude-haiku-4-5$/ },
  },
  {
    ask: 'A wrong answer costs $5',
    input: {
      classes: [{ ...chat, hardShare: 0.2 }],
      models: [opus, haiku],
      escalationRate: 0.25,
      falseCheap: 0.05,
      wrongUsd: 5,
    },
    decides: '1 % of answers lost at $5 is $0.05 a request; the route saves $0.007',
    routes: { chat: /^strong alone/ },
    says: /once wrong answers are paid/,
  },
  // routers
  {
    ask: 'A router with known errors',
    input: {
      classes: [{ ...chat, hardShare: 0.3 }],
      models: [opus, haiku],
      falseCheap: 0.1,
      falseStrong: 0.1,
    },
    decides: 'one call instead of two: with the same confusion a router is cheaper than a cascade',
    routes: { chat: /^predictive: claude-haiku-4-5, claude-opus-5$/ },
    holds: ({ routes }) => expect(routes[0]).toMatchObject({ strongShare: 0.34, lostShare: 0.03 }),
  },
  {
    ask: 'A router that misses half of the hard questions',
    input: {
      classes: [{ ...chat, hardShare: 0.3 }],
      models: [opus, haiku],
      falseCheap: 0.5,
      falseStrong: 0.1,
    },
    decides: '15 % of answers lost is more than the 5 % allowed',
    routes: { chat: /^strong alone/ },
  },
  {
    ask: 'Extraction that the cheap model gets right',
    input: { classes: [{ ...chat, hardShare: 0.02 }], models: [opus, haiku] },
    decides: 'a rule by class needs no router: 2 % lost is within 5 %',
    routes: { chat: /^rules: claude-haiku-4-5$/ },
    holds: ({ monthly, quality }) => {
      expect(monthly.savedShare).toBeCloseTo(0.8, 9);
      expect(quality.keptShare).toBeCloseTo(0.98, 9);
    },
  },
  {
    ask: 'How much do routers save?',
    input: { classes: [{ ...chat, hardShare: 0.02 }], models: [opus, haiku], detail: 'full' },
    decides: 'published savings are a distribution by task, not "up to 85 %"',
    routes: { chat: /./ },
    holds: ({ published }) =>
      expect(published).toMatch(/^35 % on arithmetic.*45 % on knowledge.*85 % on chat/),
  },
  {
    ask: 'A model that nobody measured against the strong one',
    input: { classes: [chat], models: [opus, own] },
    decides:
      'without a measured loss the cheap model is not taken, and quality is called not measured only where it is not',
    routes: { chat: /^strong alone: claude-opus-5$/ },
    holds: ({ routes }) => expect(routes[0]?.why).toContain('nobody measured'),
  },
  // latency
  {
    ask: 'Four seconds, which the strong model misses; the cheap one loses a fifth',
    input: {
      classes: [{ ...chat, hardShare: 0.2, p95Ms: 4000 }],
      models: [
        { ...opus, p50Ms: 5000, p95Ms: 14_000 },
        { ...haiku, p50Ms: 1500, p95Ms: 3500 },
      ],
    },
    decides: 'the limit was asked for, the 5 % is an assumption: the fast model, with its loss said first',
    routes: { chat: /^rules: claude-haiku-4-5$/ },
    says: /with 80 % of answers kept/,
    warns: /only claude-haiku-4-5 meets 4,000 ms, and loses 20 % of answers/,
    changes: /20 % is below it, but it is too slow/,
  },
  {
    ask: 'One second, which nothing meets',
    input: {
      classes: [{ ...chat, hardShare: 0.2, p95Ms: 1000 }],
      models: [
        { ...opus, p50Ms: 5000, p95Ms: 14_000 },
        { ...haiku, p50Ms: 1500, p95Ms: 3500 },
      ],
    },
    decides: 'the verdict says so before it says a price',
    routes: { chat: /^strong alone: claude-opus-5$/ },
    says: /^No allowed model is known to be fast enough for chat/,
  },
  {
    ask: 'Answers within 4 s at P95',
    input: {
      classes: [{ ...chat, hardShare: 0.2, p95Ms: 4000 }],
      models: [
        { ...opus, p50Ms: 3000, p95Ms: 9000 },
        { ...haiku, p50Ms: 800, p95Ms: 2000 },
      ],
      escalationRate: 0.2,
      falseCheap: 0.1,
      wrongUsd: 0.001,
    },
    decides:
      'a fifth takes both calls, so that P95 is that of the slow path: only the fast model alone keeps it',
    routes: { chat: /^rules: claude-haiku-4-5$/ },
    holds: ({ routes }) => expect(routes[0]?.p95Ms).toBeLessThan(4000),
  },
  {
    ask: 'A latency that no model meets',
    input: { classes: [{ ...chat, p95Ms: 500 }], models: [{ ...opus, p50Ms: 3000, p95Ms: 9000 }] },
    decides: 'nothing meets it, and that is said',
    routes: { chat: /^strong alone/ },
    warns: /chat: no allowed model is known to meet the latency/,
  },
  {
    ask: 'A latency limit, and no latencies',
    input: { classes: [{ ...chat, p95Ms: 2000 }], models: [opus] },
    decides: 'not measured is not met',
    routes: { chat: /./ },
    warns: /chat: latency not measured/,
  },
  {
    ask: 'How many tries fit ten seconds?',
    input: { classes: [{ ...chat, p95Ms: 10_000 }], models: [{ ...opus, p50Ms: 1000, p95Ms: 2000 }] },
    decides: 'time-outs at P99, 2.67 s, and the longest jittered waits of 0.25 and 0.5 s: three, not more',
    routes: { chat: /claude-opus-5/ },
    holds: ({ routes }) => expect(routes[0]?.attempts).toBe(3),
  },
  // caches
  {
    ask: 'A semantic cache at 30 % hits where a wrong answer costs $2',
    input: {
      classes: [{ ...chat, data: 'public', hardShare: 0.02 }],
      models: [opus, haiku],
      cacheHitShare: 0.3,
      wrongUsd: 2,
    },
    decides: '3 % of hits wrong, the best published, cost more than the calls saved',
    routes: { chat: /./ },
    says: /semantic cache loses .*leave it out/,
    warns: /No semantic cache/,
    holds: ({ cache }) => expect(cache?.pays).toBe(false),
  },
  {
    ask: 'The same where a wrong answer costs a cent',
    input: { classes: [{ ...chat, data: 'public' }], models: [opus], cacheHitShare: 0.3, wrongUsd: 0.01 },
    decides: 'a hit saves $0.0125 and loses $0.0003',
    routes: { chat: /./ },
    says: /semantic cache saves/,
    holds: ({ cache }) => expect(cache?.pays).toBe(true),
  },
  {
    ask: 'A cache over patients and public questions',
    input: {
      classes: [
        { ...chat, data: 'public' },
        { ...chat, name: 'letters', data: 'patients' },
      ],
      models: [opus, own],
      cacheHitShare: 0.3,
      wrongUsd: 0.01,
    },
    decides: 'the embedding model reads the prompt: patients are not cached through a hosted one',
    routes: { letters: /llama-70b/ },
    holds: ({ cache }) => expect(cache?.classes).toEqual(['chat']),
  },
  {
    ask: 'A system prompt of 3,000 tokens on Haiku 4.5, cached?',
    input: {
      classes: [{ ...chat, inputTokens: 5000, prefixShare: 0.6 }],
      models: [{ ...haiku }],
    },
    decides: 'it is shorter than the shortest prefix that this model caches, and no error says so',
    routes: { chat: /./ },
    warns: /a prefix of 3,000 tokens is not cached \(claude-haiku-4-5: from 4,096\)/,
  },
  {
    ask: 'A system prompt of 600 tokens on Opus 5, cached?',
    input: { classes: [{ ...chat, prefixShare: 0.6 }], models: [opus] },
    decides: 'Opus 5 caches from 512 tokens, where other models of its maker begin at 1,024 or more',
    routes: { chat: /./ },
    holds: ({ warnings, monthly }) => {
      expect(String(warnings)).not.toMatch(/not cached/);
      expect(monthly.plan.value).toBeGreaterThan(0);
    },
  },
  {
    ask: 'A system prompt of 4,500 tokens, one request every two minutes',
    input: {
      classes: [{ ...chat, perMonth: 21_900, inputTokens: 6000, prefixShare: 0.75 }],
      models: [haiku],
    },
    decides:
      'written at 1.25 times and read at a tenth it pays from the first read; 92 % of requests come within five minutes',
    routes: { chat: /haiku/ },
    changes: /a cached prefix pays from 1 read a write within 300 s; 91\.79 % of requests find it/,
  },
  // money and machines
  {
    ask: 'A budget of half the cost',
    input: { classes: [{ ...chat, hardShare: 0.2 }], models: [opus, haiku], budgetUsd: 6250 },
    decides: 'gone in the middle of the month; degrading 62.5 % of the calls keeps it',
    routes: { chat: /^strong alone/ },
    holds: ({ budget }) => {
      expect(budget?.exhaustedAfterDays).toBeCloseTo(15.2083, 3);
      expect(budget?.degradedShare).toBeCloseTo(0.625, 6);
    },
  },
  {
    ask: 'A machine of our own for 1,000 easy requests a month',
    input: { classes: [{ ...chat, perMonth: 1000, hardShare: 0.02 }], models: [opus, own] },
    decides: 'a replica costs $5,840 a month whether used or not; the API $12.50',
    routes: { chat: /^strong alone: claude-opus-5$/ },
    never: /llama/,
    changes: /llama-70b: not run; a replica costs \$5,840 a month/,
  },
  {
    ask: 'The same for 5 million',
    input: { classes: [{ ...chat, perMonth: 5_000_000, hardShare: 0.02 }], models: [opus, own] },
    decides: 'two replicas cost $11,680, the API $62,500',
    routes: { chat: /^rules: llama-70b$/ },
    holds: ({ limits }) => expect(limits[0]?.replicas).toBe(2),
  },
  {
    ask: 'Fallbacks at the same provider',
    input: { classes: [chat], models: [opus, haiku, { name: 'gpt-5.6-luna' }] },
    decides: 'another provider first: models of one provider fail together',
    routes: { chat: /claude-opus-5/ },
    holds: ({ routes }) => {
      expect(routes[0]?.fallbacks[0]).toBe('gpt-5.6-luna');
      expect(routes[0]?.availability).toBeCloseTo(0.998919, 6);
    },
  },
  {
    ask: 'Which limits must I order at OpenAI?',
    input: { classes: [chat], models: [{ name: 'gpt-5.6-luna' }], detail: 'full' },
    decides: 'OpenAI reserves max_tokens: more must be ordered than is used',
    routes: { chat: /gpt-5\.6-luna/ },
    holds: ({ limits }) => {
      expect(limits[0]?.usedTokensPerMinute).toBeCloseTo((1_000_000 / 43_800) * 3 * 1300, -1);
      expect(limits[0]?.tokensPerMinute).toBeCloseTo((1_000_000 / 43_800) * 3 * 1600, -1);
    },
  },
];

describe.each(CASES)('$ask', ({ input, decides, routes, never, says, warns, changes, assumes, holds }) => {
  it(decides, async () => {
    const { structured } = await planRouting.execute(input, realContext('2026-11-25'));
    const answer = structured as Answer;
    for (const [name, route] of Object.entries(routes)) {
      const found = answer.routes.find((entry) => entry.class === name);
      expect(`${found?.strategy}: ${found?.models.join(', ')}`).toMatch(route);
    }
    const used = answer.routes.flatMap(({ models, fallbacks }) => [...models, ...fallbacks]);
    if (never !== undefined) for (const model of used) expect(model).not.toMatch(never);
    if (says !== undefined) expect(answer.verdict).toMatch(says);
    if (warns !== undefined) expect(answer.warnings.join('\n')).toMatch(warns);
    if (changes !== undefined) expect(answer.changes.join('\n')).toMatch(changes);
    if (assumes !== undefined) expect(answer.assumptions.join('\n')).toMatch(assumes);
    holds?.(answer);
  });
});

it('there are at least 30 cases', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(30);
});
