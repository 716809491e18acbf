import type { ToolContext } from '../../contract/define-tool.ts';
import { announcedEnd, endWords, NOTICE_DAYS } from '../announced-end.ts';
import type { Embedder } from './choose-embedder.ts';
import type { Generator } from './choose-generator.ts';

export type ModelEnd = { readonly words: string; readonly source: string };

/** The announced end of the answering model, where it is past or within a year. */
export function generatorEnd({ model, provider }: Generator, context: ToolContext): ModelEnd[] {
  const end = provider === undefined ? undefined : announcedEnd(context, [model], provider);
  return end === undefined || end.daysLeft > NOTICE_DAYS
    ? []
    : [{ words: endWords(model, end), source: end.source }];
}

/** The announced end of a hosted embedder, however far: the vectors die with it. */
export function embedderEnd({ model, hosted }: Embedder, context: ToolContext): ModelEnd[] {
  const end = hosted ? announcedEnd(context, [model]) : undefined;
  return end === undefined ? [] : [{ words: endWords(model, end), source: end.source }];
}
