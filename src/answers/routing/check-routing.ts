import { inputError } from '../../contract/input-error.ts';
import type { RoutingQuestion } from './routing-question.ts';

const CLASS_NAME = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const LABEL = /^[a-z0-9][a-z0-9-]*$/;
const MODEL_NAME = /^[\w./:@-]+$/;
/** Endings that the names of routes inside a class take. */
const TAKEN = /-(strong|fallback-\d+|callers|limits)$/;

/** What no schema says: parts that belong together. @throws InputError naming the field. */
export function checkRouting(given: RoutingQuestion): void {
  const { classes, models = [] } = given;
  if (classes.length === 0) throw inputError('classes', 'is empty', 'Send at least one class of requests');
  if (given.models?.length === 0)
    throw inputError('models', 'is empty', 'Leave it out to have current ones proposed');
  if (classes.every(({ perMonth }) => perMonth === 0))
    throw inputError('classes', 'have no request in all', 'Send the requests a month of each');
  unique('classes', classes);
  unique('models', models);
  for (const [at, { name, inputTokens, outputTokens, data }] of classes.entries()) {
    label(`classes.${at}.data`, data);
    if (!CLASS_NAME.test(name))
      throw inputError(
        `classes.${at}.name`,
        `"${name}" is no name for a route`,
        'Send lower-case letters, digits and hyphens, such as "chat"',
      );
    if (TAKEN.test(name))
      throw inputError(
        `classes.${at}.name`,
        `"${name}" ends like a route inside a class`,
        'Choose a name without -strong, -fallback-N, -callers or -limits',
      );
    if (inputTokens + outputTokens === 0)
      throw inputError(
        `classes.${at}.inputTokens`,
        'and outputTokens are both 0: there is nothing to price',
        'Send the tokens of a mean request',
      );
  }
  for (const [at, model] of models.entries()) {
    for (const [which, data] of (model.data ?? []).entries()) label(`models.${at}.data.${which}`, data);
    if (!MODEL_NAME.test(model.name))
      throw inputError(
        `models.${at}.name`,
        `"${model.name}" is not one word`,
        'Send an id such as "claude-haiku-4-5" or "groq:MODEL"',
      );
    if (model.usdPerHour === 0)
      throw inputError(
        `models.${at}.usdPerHour`,
        'is 0: no replica is free',
        'Send the price of the machine an hour',
      );
    together(`models.${at}`, 'usdPerHour', model.usdPerHour, 'perMinute', model.perMinute);
    together(`models.${at}`, 'p50Ms', model.p50Ms, 'p95Ms', model.p95Ms);
    if (model.p50Ms !== undefined && model.p95Ms !== undefined && model.p95Ms <= model.p50Ms)
      throw inputError(
        `models.${at}.p95Ms`,
        `${model.p95Ms} ms is not above p50Ms, ${model.p50Ms} ms`,
        'Percentiles ascend',
      );
  }
  if (given.falseStrong !== undefined && given.falseCheap === undefined)
    throw inputError('falseCheap', 'is missing beside falseStrong', 'Send both error rates');
  if (given.falseCheap !== undefined && given.falseStrong === undefined && given.escalationRate === undefined)
    throw inputError(
      'falseStrong',
      'is missing, and so is escalationRate: falseCheap alone prices neither router nor cascade',
      'Send falseStrong for a router, or escalationRate for a cascade',
    );
  if (given.budgetUsd === 0)
    throw inputError(
      'budgetUsd',
      'is 0: no request could be made',
      'Leave it out where nothing caps the month',
    );
  if (given.cacheHitShare !== undefined && given.wrongUsd === undefined)
    throw inputError(
      'wrongUsd',
      'is missing: without the cost of a wrong answer every semantic cache looks good',
      'Send it, 0 if a wrong answer costs nothing',
    );
}

/** One spelling, so that `PHI` and `phi` are not two labels. */
function label(field: string, data: string): void {
  if (!LABEL.test(data))
    throw inputError(
      field,
      `"${data}" is no label of data`,
      'Send lower-case letters, digits and hyphens, the same in classes and models, such as "internal"',
    );
}

function unique(field: string, rows: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const [at, { name }] of rows.entries()) {
    if (seen.has(name))
      throw inputError(`${field}.${at}.name`, `"${name}" is there twice`, 'Names are unique');
    seen.add(name);
  }
}

function together(
  field: string,
  one: string,
  first: number | undefined,
  two: string,
  second: number | undefined,
): void {
  if ((first === undefined) === (second === undefined)) return;
  const [missing, there] = first === undefined ? [one, two] : [two, one];
  throw inputError(`${field}.${missing}`, `is missing beside ${there}`, 'Send both or neither');
}
