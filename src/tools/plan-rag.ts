import * as z from 'zod/v4';
import { assumedDefault } from '../answers/assumed-default.ts';
import { fourDigits, sixDigits, threeDigits } from '../answers/figures.ts';
import {
  costsOf,
  costsSection,
  databaseOf,
  databaseSection,
  embeddingOf,
  embeddingSection,
  memoryOf,
  memorySection,
  nextCalls,
  promptTokens,
  rerankerOf,
  rerankerSection,
} from '../answers/rag/rag-answer.ts';
import { RAG_FILTERS, RAG_PLACES } from '../answers/rag/rag-asked.ts';
import { ragChanges } from '../answers/rag/rag-changes.ts';
import { ragDefaults } from '../answers/rag/rag-defaults.ts';
import { ragDiagram } from '../answers/rag/rag-diagram.ts';
import { quantisationAdvice, ragAssumptions, ragWarnings } from '../answers/rag/rag-notes.ts';
import { RAG_DECISIONS, ragPlan } from '../answers/rag/rag-plan.ts';
import { evaluationPlan, ragBinding, ragVerdict } from '../answers/rag/rag-words.ts';
import { sources } from '../catalog/tables/sources.ts';
import { VECTOR_STACK } from '../catalog/tables/vector-databases.ts';
import { collectCitations } from '../contract/citations.ts';
import { defineTool } from '../contract/define-tool.ts';
import { answerFields } from '../contract/figure.ts';
import {
  bullets,
  formatFigure,
  formatNumber,
  formatUsd,
  markdownTable,
  paragraphs,
  renderEnding,
} from '../contract/markdown.ts';

const CHANGES_SHOWN = 3;

const input = z.strictObject({
  documents: z.int().min(1).max(9_999_999_999),
  tokensPerDocument: z.number().min(1).max(9_999_999),
  addedPerMonth: z.number().min(0).max(9_999_999_999).default(0),
  changedShare: z.number().min(0).max(99).default(0).describe('of documents, a month'),
  queriesPerSecond: z.number().min(0.00001).max(99_999).describe('mean'),
  targetMs: z.number().min(1).max(999_999).optional().describe('to the first token'),
  recall: z.number().min(0.5).max(0.99).optional(),
  languages: z.array(z.string().max(3)).max(20).optional(),
  tenants: z.int().min(1).max(99_999_999).optional().describe('a query asks one'),
  place: z.enum(RAG_PLACES).default('any'),
  stack: z.array(z.enum(VECTOR_STACK)).max(9).optional().describe('runs already'),
  filters: z.enum(RAG_FILTERS).default('none'),
  embedder: z.string().max(80).optional(),
  dimensions: z.int().min(8).max(9999).optional(),
  llm: z.string().max(80).optional(),
  chunkTokens: z.int().min(16).max(99_999).optional(),
  contextChunks: z.int().min(1).max(500).optional(),
  detail: z.enum(['concise', 'full']).default('concise'),
});

const output = z.strictObject({
  verdict: answerFields.verdict,
  decision: z.enum(RAG_DECISIONS),
  bindingConstraint: z.string(),
  corpus: z.strictObject({
    tokens: z.number(),
    chunks: z.number(),
    chunkTokens: z.number(),
    /** Where the corpus grows or changes. */
    chunksInAYear: z.number().optional(),
    writtenPerMonth: z.number().optional(),
  }),
  embedding: embeddingSection.optional(),
  memory: memorySection.optional(),
  quantisation: z.string().optional(),
  database: databaseSection.optional(),
  reranker: rerankerSection.optional(),
  generation: z.strictObject({ model: z.string(), inputTokens: z.number(), outputTokens: z.number() }),
  costs: costsSection,
  latency: z.array(
    z.strictObject({ stage: z.string(), lowMs: z.number(), highMs: z.number(), basis: z.string() }),
  ),
  evaluation: z.strictObject({
    questions: z.number(),
    toSeeLoss: z.number(),
    recallThroughIndex: z.number().optional(),
    plan: z.string(),
  }),
  diagram: z.string(),
  wouldChange: z.array(z.string()),
  assumptions: answerFields.assumptions,
  warnings: answerFields.warnings,
  sources: answerFields.sources,
  next: answerFields.next,
});
type Answer = z.output<typeof output>;

export const planRag = defineTool({
  name: 'planRag',
  title: 'Plan retrieval-augmented generation',
  description:
    'Plans RAG: chunks, embedder, index memory by engine convention, vector database by limits and price, reranker, cost and latency by stage, labelled questions, Mermaid diagram; says when no index or no retrieval is needed. Does not size a self-hosted LLM: sizeInfrastructure does.',
  input,
  output,
  examples: [
    {
      ask: 'RAG over 200,000 support articles of 1,200 tokens for 2 questions a second. We run PostgreSQL. First token within 2 s.',
      input: {
        documents: 200_000,
        tokensPerDocument: 1200,
        addedPerMonth: 4000,
        changedShare: 0.05,
        queriesPerSecond: 2,
        targetMs: 2000,
        stack: ['postgres'],
        llm: 'gpt-5.4-mini',
      },
    },
    {
      ask: '10 million pages of 1,000 customers, filtered by rights, on our own machines. Which vector database?',
      input: {
        documents: 10_000_000,
        tokensPerDocument: 350,
        queriesPerSecond: 5,
        tenants: 1000,
        filters: 'selective',
        place: 'self-hosted',
        languages: ['de'],
      },
    },
  ],
  async run(given, context) {
    const value = (id: string): number => assumedDefault(context.catalog, id).value;
    const { detail, ...wanted } = given;
    const asked = ragDefaults(wanted, value);
    const plan = await ragPlan(asked, context);
    const cited = collectCitations(context.catalog.rows(sources));
    const full = detail === 'full';
    const said = new Set(Object.keys(given).filter((key) => Reflect.get(given, key) !== undefined));
    const changes = await ragChanges(plan, context, cited);
    const database = plan.decision === 'long-context' ? undefined : databaseOf(plan, full, cited);
    const retrieves = plan.decision !== 'long-context';
    const reranker = rerankerOf(plan, full, cited);
    return {
      verdict: ragVerdict(plan),
      decision: plan.decision,
      bindingConstraint: ragBinding(plan),
      corpus: {
        tokens: plan.corpus.tokens,
        chunks: plan.corpus.vectors,
        chunkTokens: asked.chunkTokens,
        ...(plan.corpus.vectorsWrittenPerMonth === 0
          ? {}
          : {
              chunksInAYear: plan.corpus.vectorsInAYear,
              writtenPerMonth: sixDigits(plan.corpus.vectorsWrittenPerMonth),
            }),
      },
      ...(retrieves
        ? {
            embedding: embeddingOf(plan, full, cited),
            memory: memoryOf(plan, full, cited),
            quantisation: quantisationAdvice(plan, full, context.catalog, cited),
          }
        : {}),
      ...(database === undefined ? {} : { database }),
      ...(reranker === undefined ? {} : { reranker }),
      generation: {
        model: plan.generator.model,
        inputTokens: retrieves ? plan.generator.inputTokens : promptTokens(plan),
        outputTokens: plan.generator.outputTokens,
      },
      costs: costsOf(plan, full, cited),
      latency: plan.stages.map(({ stage, lowMs, highMs, basis }) => ({
        stage,
        lowMs: threeDigits(lowMs),
        highMs: threeDigits(highMs),
        basis,
      })),
      evaluation: {
        questions: plan.evaluation.questions,
        toSeeLoss: plan.evaluation.toSeeLoss,
        ...(plan.evaluation.throughIndex === undefined
          ? {}
          : { recallThroughIndex: fourDigits(plan.evaluation.throughIndex) }),
        plan: evaluationPlan(plan),
      },
      diagram: ragDiagram(plan),
      wouldChange: full ? changes : changes.slice(0, CHANGES_SHOWN),
      assumptions: ragAssumptions(plan, said, value),
      warnings: ragWarnings(plan, cited),
      sources: cited.list(),
      next: nextCalls(plan, full),
    };
  },
  render: (answer) =>
    paragraphs(
      `**${answer.verdict}**`,
      `Binding constraint: ${answer.bindingConstraint}.`,
      corpusLine(answer),
      markdownTable(
        ['Stage', 'A month', 'A question (USD)'],
        answer.costs.map(({ stage, usdPerMonth, basis, usdPerQuestion, source }) => [
          stage,
          `${formatUsd(usdPerMonth)} (${source === undefined ? basis : `${basis}, ${source}`})`,
          formatUsd(usdPerQuestion),
        ]),
      ),
      answer.latency.length === 0
        ? ''
        : markdownTable(
            ['Stage', 'Low (ms)', 'High (ms)', 'Basis'],
            answer.latency.map(({ stage, lowMs, highMs, basis }) => [
              stage,
              formatNumber(lowMs),
              formatNumber(highMs),
              basis,
            ]),
          ),
      answer.memory === undefined
        ? ''
        : markdownTable(
            ['Memory or disk', 'Least (GB a copy)', 'Most'],
            answer.memory.map(({ describes, lowGb, lowBy, highGb, highBy }) => [
              describes,
              `${formatNumber(lowGb)} (${lowBy})`,
              highGb === undefined || highBy === undefined ? '-' : `${formatNumber(highGb)} (${highBy})`,
            ]),
          ),
      answer.quantisation === undefined ? '' : `Quantisation: ${answer.quantisation}.`,
      databaseLines(answer),
      `Evaluation: ${formatNumber(answer.evaluation.questions)} labelled questions, ${formatNumber(answer.evaluation.toSeeLoss)} to see a loss: ${answer.evaluation.plan}${answer.evaluation.recallThroughIndex === undefined ? '' : `; an index as exact as measured leaves ${formatNumber(answer.evaluation.recallThroughIndex)} of it`}.`,
      `\`\`\`mermaid\n${answer.diagram}\n\`\`\``,
      bullets('Would change it', answer.wouldChange),
      renderEnding(answer),
    ),
});

function corpusLine({ corpus, embedding, generation }: Answer): string {
  const answers = `Each answer: ${formatNumber(generation.inputTokens)} tokens in, ${formatNumber(generation.outputTokens)} out of ${generation.model}.`;
  if (embedding === undefined) return answers;
  const hours = embedding.initialHours === undefined ? '' : `, ${formatFigure(embedding.initialHours)}`;
  const growth =
    corpus.writtenPerMonth === undefined || corpus.chunksInAYear === undefined
      ? ''
      : ` (${formatNumber(corpus.chunksInAYear)} in a year, ${formatNumber(corpus.writtenPerMonth)} written a month)`;
  return `Corpus: ${formatNumber(corpus.tokens)} tokens in ${formatNumber(corpus.chunks)} chunks of ${formatNumber(corpus.chunkTokens)}${growth}. Embedding all with ${embedding.model}, and again whenever it changes: ${formatFigure(embedding.initialUsd)}${hours}. ${answers}`;
}

function databaseLines({ database }: Answer): string {
  return database === undefined
    ? ''
    : bullets(`${database.product}${database.plan === undefined ? '' : ` (${database.plan})`}`, [
        ...database.why,
        ...database.runnersUp.map((next) => `runner-up ${next}`),
        ...database.ruledOut.map((out) => `out: ${out}`),
      ]);
}
