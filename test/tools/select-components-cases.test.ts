import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOUDS, components, WORKLOADS } from '../../src/catalog/tables/components.ts';
import { licences } from '../../src/catalog/tables/licences.ts';
import { selectComponents } from '../../src/tools/select-components.ts';
import { realContext } from '../support/read-catalog.ts';

/** What a platform engineer would answer, part by part, and what nobody may be told to take. */
type Case = {
  readonly ask: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly team: number };
  /** What decides, in words. */
  readonly decides: string;
  /** The product of a part is one of these. */
  readonly takes?: Readonly<Record<string, RegExp>>;
  /** No product of the stack is one of these, beside what is never taken. */
  readonly never?: RegExp;
  /** Parts that this scale does not want. */
  readonly without?: readonly string[];
  /** What the answer says of a product that runs. */
  readonly existing?: Readonly<Record<string, RegExp>>;
  readonly warns?: RegExp;
  /** The limit that binds, or what would change it. */
  readonly flips?: RegExp;
  readonly verdict?: RegExp;
};

/** Dead, resting, unverified or only maintained: in no stack, whatever is asked. */
const NEVER =
  /^(Neptune|TorchServe|TGI|torchtune|Hyperopt|WhyLabs|whylogs|Helicone|Argilla|Kong|Aim|Determined|Pachyderm|Hopsworks|Featureform|NannyML|Deepchecks|ClearML-Serving|LLM-Foundry|Redpanda|Labelbox|Snorkel)$/;

const CASES: readonly Case[] = [
  {
    ask: 'One person, one model, no traffic to speak of',
    input: { team: 1 },
    decides: 'the scale: a library that keeps its runs in a file is enough',
    takes: { 'experiment-tracking': /^trackio$/ },
    never: /^(Airflow|Dagster|Feast|Prometheus|Kubernetes|SageMaker)$/,
    without: ['feature-store', 'workflow-orchestration', 'model-registry', 'model-server', 'monitoring'],
    flips: /With 5 people or more: MLflow for trackio/,
  },
  {
    ask: 'One weekly retraining job: which orchestrator?',
    input: { team: 3, models: 1, jobs: 1 },
    decides: 'one job: cron with an alert',
    without: ['workflow-orchestration', 'data-quality'],
  },
  {
    ask: 'Twelve online features, but one model reads them',
    input: { team: 4, models: 1, onlineFeatures: 12, requestsPerSecond: 20 },
    decides: 'features of one model are no feature store',
    without: ['feature-store'],
  },
  {
    ask: 'The same features read by three models',
    input: { team: 4, models: 3, onlineFeatures: 12, requestsPerSecond: 20, licence: 'open-source' },
    decides: 'two models that share features',
    takes: { 'feature-store': /^Feast$/ },
    never: /^(Tecton|Redis-Feature-Form)$/,
  },
  {
    ask: 'A feature store for three people, asked for by name',
    input: { team: 3, needs: ['feature store'], requestsPerSecond: 5 },
    decides: 'what the caller names is chosen, with the scale from which it is wanted',
    takes: { 'feature-store': /^Feast$/ },
    warns: /below the scale that wants it: feature store from 1 online features and 2 models/,
  },
  {
    ask: 'Four engineers on AWS, open source only',
    input: {
      team: 4,
      cloud: 'aws',
      licence: 'open-source',
      models: 6,
      jobs: 8,
      onlineFeatures: 20,
      requestsPerSecond: 50,
    },
    decides: 'the licence: no hosted platform',
    takes: {
      'feature-store': /^Feast$/,
      'experiment-tracking': /^MLflow$/,
      'model-registry': /^MLflow$/,
      'workflow-orchestration': /^(Dagster|Prefect|Airflow)$/,
      'model-server': /^(Triton|BentoML|MLServer)$/,
    },
    never: /^(SageMaker|Weights-and-Biases|Comet|Tecton|Seldon-Core|Phoenix|Soda)$/,
    flips: /licence = open-source binds: without it .*SageMaker for/,
  },
  {
    ask: 'The same team may buy',
    input: { team: 4, cloud: 'aws', models: 6, jobs: 8, onlineFeatures: 20, requestsPerSecond: 50 },
    decides: 'one account that fills seven parts is less to run than five services',
    takes: { 'workflow-orchestration': /^SageMaker$/, 'model-registry': /^SageMaker$/ },
    never: /^(Vertex-AI|Azure-ML)$/,
  },
  {
    ask: 'The same on Google Cloud',
    input: { team: 4, cloud: 'gcp', models: 6, jobs: 8, onlineFeatures: 20, requestsPerSecond: 50 },
    decides: 'the cloud',
    takes: { 'workflow-orchestration': /^Vertex-AI$/ },
    never: /^(SageMaker|Azure-ML|Amazon-SQS)$/,
  },
  {
    ask: 'No cloud is named',
    input: { team: 4, models: 6, jobs: 8, requestsPerSecond: 50 },
    decides: 'services bound to a cloud are out',
    never: /^(SageMaker|Vertex-AI|Azure-ML|Databricks)$/,
  },
  {
    ask: 'Neptune, TorchServe and Airflow on Azure, vision',
    input: {
      team: 5,
      cloud: 'azure',
      workloads: ['vision'],
      models: 3,
      requestsPerSecond: 40,
      trainGpus: 4,
      serveGpus: 2,
      existing: ['Neptune', 'TorchServe', 'Airflow'],
      frameworks: ['pytorch'],
    },
    decides: 'two of the three are dead; Airflow stays',
    takes: {
      'workflow-orchestration': /^Airflow$/,
      'model-server': /^Triton$/,
      'experiment-tracking': /^MLflow$/,
    },
    never: /^TensorFlow-Serving$/,
    existing: {
      Neptune: /shut-down since 2026-03-04.*OpenAI/,
      TorchServe: /unmaintained since 2025-03-17.*Triton/,
    },
  },
  {
    ask: 'Language models on TGI, two models, eight GPUs',
    input: {
      team: 4,
      cloud: 'gcp',
      workloads: ['llm'],
      models: 2,
      serveGpus: 8,
      requestsPerSecond: 5,
      existing: ['TGI'],
    },
    decides: 'TGI takes minor fixes alone; its makers name vLLM',
    takes: { 'llm-engine': /^(vLLM|SGLang)$/, 'llm-gateway': /^(LiteLLM|Envoy-AI-Gateway)$/ },
    existing: { TGI: /maintenance.*vLLM or SGLang/ },
    without: ['experiment-tracking', 'data-versioning'],
  },
  {
    ask: 'Fine-tuning with torchtune on eight GPUs',
    input: { team: 3, workloads: ['llm'], models: 1, trainGpus: 8, existing: ['torchtune'] },
    decides: 'torchtune was wound down in 2025',
    takes: { 'distributed-training': /^(Axolotl|Accelerate|TorchTitan)$/, 'experiment-tracking': /./ },
    existing: { torchtune: /unmaintained since 2025.*Axolotl/ },
  },
  {
    ask: 'Retrieval over two million vectors where PostgreSQL runs',
    input: {
      team: 3,
      workloads: ['rag'],
      models: 2,
      vectorsM: 2,
      requestsPerSecond: 5,
      existing: ['PostgreSQL'],
    },
    decides: 'what runs already holds the vectors',
    takes: { 'vector-database': /^pgvector$/ },
    never: /^(Pinecone|Milvus|Vespa)$/,
  },
  {
    ask: 'A hundred thousand vectors',
    input: { team: 3, workloads: ['rag'], models: 1, vectorsM: 0.1, requestsPerSecond: 2 },
    decides: 'brute force in memory is enough',
    without: ['vector-database', 'llm-gateway'],
    never: /^(pgvector|Qdrant|Pinecone)$/,
  },
  {
    ask: 'Twenty million vectors on site, open source',
    input: {
      team: 6,
      cloud: 'on-premises',
      licence: 'open-source',
      workloads: ['rag'],
      models: 2,
      vectorsM: 20,
      requestsPerSecond: 20,
      serveGpus: 8,
    },
    decides: 'the place: no service, and it must outlive a machine',
    takes: {
      'vector-database': /^(Qdrant|Weaviate|Milvus|Vespa|OpenSearch)$/,
      'llm-engine': /^(vLLM|SGLang)$/,
    },
    never: /^(Pinecone|turbopuffer|S3-Vectors|Chroma|LanceDB)$/,
  },
  {
    ask: 'Vision on site with Kubernetes, sixteen GPUs to train',
    input: {
      team: 12,
      cloud: 'on-premises',
      licence: 'open-source',
      workloads: ['vision'],
      models: 10,
      jobs: 15,
      requestsPerSecond: 200,
      trainGpus: 16,
      serveGpus: 8,
      existing: ['Kubernetes'],
      frameworks: ['pytorch'],
    },
    decides: 'what joins: one system that trains, tunes and serves',
    takes: {
      'experiment-tracking': /^MLflow$/,
      'training-orchestration': /^(Ray|Kubeflow-Trainer|ClearML)$/,
    },
    never: /^(Modal|SageMaker|Seldon-Core|Weights-and-Biases)$/,
  },
  {
    ask: 'Sixty-four GPUs for language models on Kubernetes',
    input: {
      team: 10,
      workloads: ['llm'],
      models: 1,
      trainGpus: 64,
      licence: 'open-source',
      existing: ['Kubernetes'],
    },
    decides: 'idle GPUs cost more than a queue',
    takes: {
      'training-orchestration': /./,
      'distributed-training': /^(Accelerate|Axolotl|DeepSpeed|TorchTitan|Megatron-LM|Ray)$/,
    },
  },
  {
    ask: 'TensorFlow models on two GPUs, permissive licences',
    input: {
      team: 4,
      workloads: ['vision'],
      frameworks: ['tensorflow'],
      models: 3,
      requestsPerSecond: 100,
      serveGpus: 2,
      licence: 'permissive',
    },
    decides: 'the framework',
    takes: { 'model-server': /^(Triton|TensorFlow-Serving|BentoML)$/ },
    never: /^(MLServer|Grafana|RabbitMQ)$/,
  },
  {
    ask: 'Events at 300 a second with shared features, permissive licences',
    input: {
      team: 8,
      licence: 'permissive',
      workloads: ['streaming', 'tabular'],
      models: 3,
      jobs: 4,
      onlineFeatures: 10,
      requestsPerSecond: 300,
    },
    decides: 'the queue that the feature store reads',
    takes: { queue: /^(Kafka|Valkey|NATS)$/, 'feature-store': /^Feast$/ },
    never: /^(RabbitMQ|Redis|Redpanda|Confluent)$/,
  },
  {
    ask: 'The same where Kafka runs',
    input: {
      team: 8,
      licence: 'permissive',
      workloads: ['streaming', 'tabular'],
      models: 3,
      jobs: 4,
      onlineFeatures: 10,
      requestsPerSecond: 300,
      existing: ['Kafka'],
    },
    decides: 'what runs already',
    takes: { queue: /^Kafka$/ },
  },
  {
    ask: 'Weights & Biases runs; must we leave it?',
    input: { team: 6, models: 3, existing: ['Weights & Biases'], requestsPerSecond: 1 },
    decides: 'bought is not dead: it stays, with its way out',
    takes: { 'experiment-tracking': /^Weights-and-Biases$/ },
    existing: {
      'Weights-and-Biases': /active, changed hands 2025-05, now CoreWeave.*keep; if it must go: MLflow/,
    },
  },
  {
    ask: 'Weights & Biases runs and open source becomes the rule',
    input: { team: 6, models: 3, existing: ['Weights-and-Biases'], licence: 'open-source' },
    decides: 'the service is not open, whatever its client is',
    takes: { 'experiment-tracking': /^MLflow$/ },
    never: /^Weights-and-Biases$/,
    existing: { 'Weights-and-Biases': /replaced in this stack.*MLflow/ },
  },
  {
    ask: 'Seldon Core on Kubernetes under an open-source rule',
    input: {
      team: 8,
      models: 4,
      requestsPerSecond: 100,
      existing: ['Kubernetes', 'Seldon-Core'],
      licence: 'open-source',
    },
    decides: 'the Business Source License, whatever was open before',
    never: /^Seldon-Core$/,
    existing: { 'Seldon-Core': /KServe with MLServer or Triton/ },
    flips: /licence = open-source binds: .*Seldon-Core for/,
  },
  {
    ask: 'Dagster runs: Prefect bought it',
    input: {
      team: 6,
      models: 5,
      jobs: 10,
      existing: ['Dagster'],
      requestsPerSecond: 30,
      licence: 'open-source',
    },
    decides: 'a purchase is no reason to rewrite every pipeline',
    takes: { 'workflow-orchestration': /^Dagster$/ },
    existing: { Dagster: /changed hands 2026-07-13, now Prefect.*keep/ },
    warns: /Changed hands within two years.*Dagster \(2026-07-13, Prefect Technologies\)/,
  },
  {
    ask: 'Airflow and MLflow run',
    input: { team: 6, models: 5, jobs: 10, existing: ['airflow', 'mlflow'], requestsPerSecond: 30 },
    decides: 'what runs and is alive stays',
    takes: { 'workflow-orchestration': /^Airflow$/, 'experiment-tracking': /^MLflow$/ },
  },
  {
    ask: 'Databricks runs on Azure',
    input: { team: 6, cloud: 'azure', models: 5, jobs: 10, existing: ['Databricks'], requestsPerSecond: 30 },
    decides: 'the platform that is paid for fills its parts',
    takes: { 'experiment-tracking': /^Databricks$/, 'workflow-orchestration': /^Databricks$/ },
    never: /^(Azure-ML|SageMaker)$/,
  },
  {
    ask: 'No budget at all on AWS',
    input: { team: 5, cloud: 'aws', budgetUsd: 0, models: 5, requestsPerSecond: 30, jobs: 6 },
    decides: 'every hosted plan has a price',
    never: /^(SageMaker|Weights-and-Biases|Comet|Modal|Databricks)$/,
    flips: /budgetUsd = 0 binds/,
  },
  {
    ask: 'Data may not leave our AWS account',
    input: { team: 5, cloud: 'aws', hosting: 'own-account', models: 5, jobs: 6, requestsPerSecond: 50 },
    decides: 'services of the own cloud may stay, those of others may not',
    never: /^(Comet|Modal|Pinecone|Confluent|Tecton)$/,
  },
  {
    ask: 'Labels for images, three people',
    input: { team: 3, workloads: ['vision'], needs: ['labelling'] },
    decides: 'a tool that is alive and one can run',
    takes: { labelling: /^(Label-Studio|CVAT)$/ },
    never: /^(Scale|FiftyOne)$/,
  },
  {
    ask: 'Argilla runs for labels of text',
    input: {
      team: 3,
      workloads: ['llm'],
      needs: ['labelling'],
      licence: 'permissive',
      existing: ['Argilla'],
    },
    decides: 'Argilla gets fixes and no features',
    takes: { labelling: /^Label-Studio$/ },
    existing: { Argilla: /maintenance.*Label-Studio/ },
  },
  {
    ask: 'Hyperopt runs',
    input: {
      team: 4,
      needs: ['hyperparameter-search', 'experiment-tracking'],
      existing: ['Hyperopt'],
      models: 3,
    },
    decides: 'not maintained by the notice of its largest user',
    takes: { 'hyperparameter-search': /^Optuna$/ },
    existing: { Hyperopt: /unmaintained.*Optuna/ },
  },
  {
    ask: 'A gateway for language models on Kubernetes, permissive licences',
    input: {
      team: 10,
      workloads: ['llm'],
      models: 4,
      needs: ['llm-gateway', 'llm-engine', 'monitoring'],
      serveGpus: 16,
      requestsPerSecond: 20,
      existing: ['Kubernetes'],
      licence: 'permissive',
    },
    decides: 'Kubernetes is there: the gateway that needs it costs no more',
    takes: { 'llm-gateway': /^(Envoy-AI-Gateway|LiteLLM)$/, 'llm-engine': /^(vLLM|SGLang)$/ },
  },
  {
    ask: 'Helicone runs as gateway',
    input: { team: 4, workloads: ['llm'], models: 3, requestsPerSecond: 2, existing: ['Helicone'] },
    decides: 'maintenance since its purchase',
    takes: { 'llm-gateway': /^LiteLLM$/ },
    existing: { Helicone: /maintenance since 2026-03-03.*Mintlify.*LiteLLM/ },
    warns: /LiteLLM: 1\.82\.7 and 1\.82\.8 on PyPI held malware.*Parts of it are sold: .*LiteLLM/s,
  },
  {
    ask: 'Kong as API gateway',
    input: { team: 5, needs: ['api-gateway'], existing: ['Kong'] },
    decides: 'the open edition ends at 3.9',
    takes: { 'api-gateway': /^APISIX$/ },
    existing: { Kong: /maintenance.*APISIX/ },
  },
  {
    ask: 'WhyLabs watched our drift',
    input: { team: 3, needs: ['drift-monitoring'], existing: ['WhyLabs'] },
    decides: 'the hosted platform is gone',
    takes: { 'drift-monitoring': /^Evidently$/ },
    existing: { WhyLabs: /shut-down.*Evidently/ },
  },
  {
    ask: 'Features read online: where do they stand?',
    input: {
      team: 6,
      models: 4,
      onlineFeatures: 40,
      requestsPerSecond: 200,
      licence: 'open-source',
      existing: ['PostgreSQL'],
    },
    decides: 'Feast holds no values itself: what runs and fits is its online store',
    takes: { 'feature-store': /^Feast$/, 'online-store': /^PostgreSQL$/ },
  },
  {
    ask: 'Which server for tree models, open source?',
    input: {
      team: 4,
      models: 4,
      requestsPerSecond: 50,
      licence: 'open-source',
      frameworks: ['xgboost', 'sklearn'],
    },
    decides: 'MLServer has no release since June 2025 and changed hands in 2026',
    takes: { 'model-server': /^Triton$/ },
    warns: /Triton: of XGBoost and scikit-learn it serves tree models/,
  },
  {
    ask: 'Hosted orchestration for three people within 50 USD',
    input: { team: 3, hosting: 'managed', needs: ['workflow-orchestration'], budgetUsd: 50 },
    decides: 'the plan of Dagster for 10 USD admits one person, that for three costs 100',
    never: /^Dagster$/,
  },
  {
    ask: 'One person with eight models and shared features, open source',
    input: {
      team: 1,
      models: 8,
      jobs: 10,
      requestsPerSecond: 50,
      onlineFeatures: 5,
      licence: 'open-source',
    },
    decides: 'more than one person keeps running',
    verdict: /6 points to keep running where the team keeps 1\.5: too much/,
    flips: /licence = open-source binds/,
  },
  {
    ask: 'Models on devices',
    input: { team: 3, workloads: ['edge', 'vision'], models: 1, frameworks: ['pytorch'] },
    decides: 'the runtime that reads the framework',
    takes: { 'edge-runtime': /^(ONNX-Runtime|LiteRT|ExecuTorch|OpenVINO)$/ },
    without: ['feature-store', 'model-registry'],
  },
  {
    ask: 'Camera streams, open source',
    input: {
      team: 4,
      workloads: ['video'],
      models: 2,
      serveGpus: 4,
      requestsPerSecond: 100,
      licence: 'open-source',
    },
    decides: 'decoding is a part, and its licence hangs on the build',
    takes: { 'video-decoding': /^FFmpeg$/, 'model-server': /^(Triton|Ray|BentoML)$/ },
    warns: /FFmpeg: --enable-gpl.*LGPL-2\.1: link it dynamically/,
  },
];

type Answer = {
  verdict: string;
  stack: { parts: string; product: string; form: string }[];
  leftOut: { part: string }[];
  existing: { product: string; status: string; path: string }[];
  bindingConstraint: string;
  wouldChange: string[];
  warnings: string[];
  diagram: string;
};
const context = realContext('2026-11-25');
const ask = async (input: Readonly<Record<string, unknown>>): Promise<Answer> =>
  (await selectComponents.execute(input, context)).structured as unknown as Answer;

describe('selectComponents', () => {
  it.each(CASES)('$ask: $decides', async (wanted) => {
    const answer = await ask(wanted.input);
    const products = answer.stack.map(({ product }) => product);
    const ofPart = (part: string): string =>
      answer.stack.find(({ parts }) => parts.split(', ').includes(part))?.product ?? 'nothing';
    for (const [part, pattern] of Object.entries(wanted.takes ?? {})) expect(ofPart(part)).toMatch(pattern);
    expect(products.filter((name) => NEVER.test(name) || wanted.never?.test(name))).toEqual([]);
    const left = answer.leftOut.map(({ part }) => part);
    for (const part of wanted.without ?? []) expect(left).toContain(part);
    for (const [product, pattern] of Object.entries(wanted.existing ?? {})) {
      const found = answer.existing.find((entry) => entry.product === product);
      expect(`${found?.status} ${found?.path}`).toMatch(pattern);
    }
    if (wanted.warns !== undefined) expect(answer.warnings.join('\n')).toMatch(wanted.warns);
    if (wanted.flips !== undefined)
      expect([answer.bindingConstraint, ...answer.wouldChange].join('\n')).toMatch(wanted.flips);
    if (wanted.verdict !== undefined) expect(answer.verdict).toMatch(wanted.verdict);
    for (const product of products) {
      expect(answer.verdict).toContain(product);
      expect(answer.diagram).toContain(`"${product}"`);
    }
  });

  it('never breaks a limit, whatever is asked', async () => {
    const rows = new Map(context.catalog.rows(components).map((row) => [row.id, row]));
    const terms = new Map(context.catalog.rows(licences).map((row) => [row.id, row]));
    const input = fc.record({
      team: fc.integer({ min: 1, max: 40 }),
      workloads: fc.uniqueArray(fc.constantFrom(...WORKLOADS.filter((work) => work !== 'rag')), {
        minLength: 1,
        maxLength: 2,
      }),
      cloud: fc.constantFrom(...CLOUDS, 'on-premises'),
      licence: fc.constantFrom('any', 'open-source', 'permissive'),
      hosting: fc.constantFrom('any', 'self-hosted', 'own-account'),
      models: fc.integer({ min: 0, max: 20 }),
      requestsPerSecond: fc.integer({ min: 1, max: 500 }),
      onlineFeatures: fc.integer({ min: 0, max: 5 }),
      trainGpus: fc.constantFrom(0, 1, 4, 16),
      serveGpus: fc.constantFrom(0, 2),
    });
    await fc.assert(
      fc.asyncProperty(input, async (given) => {
        const { stack } = await ask(given);
        for (const { product, form } of stack) {
          const row = rows.get(product);
          expect(row?.status).toBe('active');
          if (given.cloud === 'on-premises') expect(form).not.toBe('managed');
          if (form === 'managed' && row?.clouds !== undefined) expect(row.clouds).toContain(given.cloud);
          if (given.hosting === 'own-account' && form === 'managed') expect(row?.clouds).toBeDefined();
          const licence = terms.get(row?.licence ?? '');
          if (given.licence !== 'any') {
            expect(form).not.toBe('managed');
            expect(licence?.conditions ?? []).not.toContain('use-restriction');
          }
          if (given.licence === 'permissive') expect(licence?.conditions ?? []).toEqual(['attribution']);
        }
      }),
      { numRuns: 60 },
    );
  });
});
