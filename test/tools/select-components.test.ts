import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { selectComponents } from '../../src/tools/select-components.ts';
import { realContext } from '../support/read-catalog.ts';

const DAY = '2026-11-25';

async function errorOf(input: unknown): Promise<string> {
  try {
    await selectComponents.execute(input, realContext(DAY));
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('selectComponents', () => {
  it('answers which components four engineers on AWS should take, open source only', async () => {
    const { text } = await selectComponents.execute(selectComponents.examples[0]?.input, realContext(DAY));
    expect(text).toMatchInlineSnapshot(`
      "**For 4 people on aws: Feast, Valkey, DVC, Pandera, Dagster, MLflow, Optuna, Triton, Prometheus and Evidently; 6 of the 6 points that the team can keep running.**

      | Parts | Product | Form | Licence | Why | Runner-up (points) | Exit |
      |---|---|---|---|---|---|---|
      | feature-store | Feast | self-hosted | permissive | works with Valkey, MLflow | MLRun +29 | medium |
      | online-store | Valkey | self-hosted | permissive | works with Feast | PostgreSQL +0.5 | medium |
      | data-versioning | DVC | library | permissive | nothing to run | ClearML +2 | low |
      | data-quality | Pandera | library | permissive | works with Dagster; nothing to run | Great-Expectations +0.5 | low |
      | workflow-orchestration | Dagster | self-hosted | permissive | works with Pandera, MLflow | Prefect +0.5 | medium |
      | experiment-tracking, model-registry | MLflow | self-hosted | permissive | works with Feast, Dagster, Optuna, Triton | ClearML +2 | low |
      | hyperparameter-search | Optuna | library | permissive | works with MLflow; nothing to run | Ax +0.75 | low |
      | model-server | Triton | self-hosted | permissive | works with MLflow, Prometheus | BentoML +0.25 | medium |
      | monitoring | Prometheus | self-hosted | permissive | works with Triton | none | low |
      | drift-monitoring | Evidently | library | permissive | nothing to run | none | low |

      Joins: 3 native, 4 by plugin, 0 by a guide, 6 by own code.

      Burden 16.5 points (assumed, stack-components-judgement); to keep running 6 of 6 points.

      **Left out**
      - training-orchestration: a script on one machine, or the queue of the cluster that is there; wanted from 8 training GPUs or 5 people and 2 training GPUs
      - distributed-training: the framework itself on one GPU; wanted from 2 training GPUs

      licence = open-source binds: without it 3.75 of 16.5 points of burden fall away (SageMaker for Feast, Valkey, Dagster, MLflow, Optuna, Triton and Evidently (8 parts)).

      **Ruled out**
      - Tecton, Redis-Feature-Form and 7 more by licence: is a service of closed source
      - Hopsworks, Pachyderm and 5 more by status: unverified

      \`\`\`mermaid
      flowchart LR
      subgraph Data
      p0["Feast"]
      p1["Valkey"]
      p2["DVC"]
      p3["Pandera"]
      p4["Dagster"]
      end
      subgraph Training
      p5["MLflow"]
      p6["Optuna"]
      end
      subgraph Serving
      p7["Triton"]
      end
      subgraph Operations
      p8["Prometheus"]
      p9["Evidently"]
      end
      p0 --- p1 & p5
      p0 -.- p4
      p2 -.- p4 & p5
      p3 ---|plugin| p4
      p4 ---|plugin| p5
      p4 -.- p9
      p5 ---|plugin| p6 & p7
      p5 -.- p9
      p7 --- p8
      p8 -.- p9
      \`\`\`

      **Warnings**
      - Triton: of XGBoost and scikit-learn it serves tree models (FIL backend, scikit-learn ones as Treelite checkpoints), other estimators by ONNX or Python.
      - Changed hands within two years, terms and road map may change: DVC (2025-11, lakeFS (Treeverse)); Dagster (2026-07-13, Prefect Technologies).
      - Parts of it are sold: Dagster, Evidently.

      **Assumed**
      - points, exits, and 1.5 that a person keeps running, are judgement (table component-points)
      - workloads = tabular
      - licence = open-source: hosted forms are out, their terms are not the licence
      - pairs without a row are joined by own code; machines are not priced

      **Sources**
      - stack-components-judgement: Judgement of this project on parts, scale and burden, no publication behind it, 2026-11-25

      **Next**
      - planMonitoring: alerts for the runtime that was chosen"
    `);
  });

  it('answers in full what to do about a dead tracker and a dead server', async () => {
    const input = { ...selectComponents.examples[1]?.input, detail: 'full' };
    const { text } = await selectComponents.execute(input, realContext(DAY));
    expect(text).toMatchInlineSnapshot(`
      "**For 5 people on azure: DVC, Great-Expectations, Airflow, MLflow, Ray, Optuna, Triton, Prometheus and Evidently; 4 of the 7.5 points that the team can keep running.**

      | Parts | Product | Form | Licence | Why | Runner-up (points) | Exit |
      |---|---|---|---|---|---|---|
      | data-versioning | DVC (bought by lakeFS in November 2025; stays Apache-2.0; pointers in Git, data in your bucket) | library | Apache-2.0 | nothing to run | lakeFS +0.75 | low: along the files themselves; rewritten pointers and commands of the pipeline |
      | data-quality | Great-Expectations (under the stewardship of dbt/Fivetran since 2026, maintained full-time again; the hosted GX Cloud is shut down (1.18.0 refuses it)) | library | Apache-2.0 | works with Airflow; nothing to run | Pandera +0.25 | low: along the data; checks are rewritten; rewritten the checks |
      | workflow-orchestration | Airflow (schedules data pipelines; not an ML platform; support of a minor ends with the next one) | self-hosted | Apache-2.0 | runs already; works with Great-Expectations, Ray | Flyte +4.75 | high: along operators that call containers or functions; rewritten DAGs, connections, schedules |
      | experiment-tracking, model-registry | MLflow (also the usual model registry; 3.x reads runs of 2.x, not the reverse, and replaced registry stages by aliases) | self-hosted | Apache-2.0 | works with Ray, Optuna, Triton | ClearML +2 | low: along tracking database (SQL) and artefacts in your bucket; rewritten logging calls |
      | training-orchestration, distributed-training | Ray (Ray Train, Tune and Serve in one cluster; on one machine it is a library; in the PyTorch Foundation since October 2025; Nscale agreed on 2026-07-30 to buy Anyscale, closing not confirmed) | self-hosted | Apache-2.0 | works with Airflow, MLflow, Optuna | training-orchestration: Databricks +2; distributed-training: Accelerate +0.75 | medium: along the training code, where it starts from a command line; rewritten job definitions, images, data mounts |
      | hyperparameter-search | Optuna | library | MIT | works with MLflow, Ray; nothing to run | Ray +0.25 | low: along the results of trials; rewritten the search space |
      | model-server | Triton (2.71.0 is NGC 26.07; many frameworks, dynamic batching; also packaged as Dynamo Triton) | self-hosted | BSD-3-Clause | works with MLflow, Prometheus | Ray +0.5 | medium: along the weights, in ONNX, TorchScript or the framework's own format; rewritten model configuration, pre- and post-processing |
      | monitoring | Prometheus | self-hosted | Apache-2.0 | works with Triton | none | low: along history rarely matters; rules are rewritten; rewritten rules and dashboards |
      | drift-monitoring | Evidently | library | Apache-2.0 | nothing to run | Alibi-Detect +2 | low: along the data; reports are computed again; rewritten checks and thresholds |

      **What you have**
      - Neptune: shut-down since 2026-03-04, changed hands 2025-12-03, now OpenAI; log to MLflow or Weights-and-Biases; runs that were not exported before 2026-03-04 are gone (exit medium)
      - TorchServe: unmaintained since 2025-03-17; export to ONNX or TorchScript and serve on Triton, or wrap the handler in LitServe (exit medium)

      **Joins: 3 native, 4 by plugin, 0 by a guide, 6 by own code**
      - DVC - Airflow: unknown
      - DVC - MLflow: unknown
      - Great-Expectations - Airflow: plugin, airflow-provider-great-expectations, by Astronomer
      - Airflow - MLflow: unknown
      - Airflow - Ray: plugin, astro-provider-ray, by Astronomer
      - Airflow - Evidently: unknown
      - MLflow - Ray: native, callback of Ray Train and Tune
      - MLflow - Optuna: plugin, optuna-integration
      - MLflow - Evidently: unknown
      - Ray - Optuna: native, search algorithm of Ray Tune
      - MLflow - Triton: plugin, flavours onnx and triton
      - Triton - Prometheus: native, metrics on port 8002
      - Prometheus - Evidently: unknown

      Burden 14 points (assumed, stack-components-judgement); to keep running 4 of 7.5 points.

      **Left out**
      - feature-store: a table of features keyed by entity and time in the warehouse, the same SQL for training and scoring; wanted from 1 online features and 2 models (features read at request time by two models or more must be defined once, or training and serving drift apart)
      - online-store: the database of the application; wanted from 1 online features and 2 models (the feature store reads its values by key from one: it holds none itself unless it is a platform)

      No stated limit binds: the scale decides.

      **Would change it**
      - With 2 people or fewer: Ray managed; Prometheus managed

      **Ruled out**
      - Pachyderm, Aim, Determined, LLM-Foundry, ClearML-Serving, NannyML, Deepchecks by status: unverified
      - TorchTitan, Megatron-LM, PEFT, Axolotl, Unsloth by workloads: is for llm
      - Neptune by status: shut-down
      - trackio by team: is for up to 3 people
      - torchtune by status: unmaintained, TorchTitan takes its place
      - Hyperopt by status: unmaintained, Optuna takes its place

      \`\`\`mermaid
      flowchart LR
      subgraph Data
      p0["DVC: data versioning"]
      p1["Great-Expectations: data quality"]
      p2["Airflow: workflow orchestration"]
      end
      subgraph Training
      p3["MLflow: experiment tracking, model registry"]
      p4["Ray: training platform, distributed training library"]
      p5["Optuna: hyper-parameter search"]
      end
      subgraph Serving
      p6["Triton: model server"]
      end
      subgraph Operations
      p7["Prometheus: metrics and alerts"]
      p8["Evidently: drift and model monitoring"]
      end
      p0 -.- p2 & p3
      p1 ---|plugin| p2
      p2 -.- p3 & p8
      p2 ---|plugin| p4
      p3 --- p4
      p3 ---|plugin| p5 & p6
      p3 -.- p8
      p4 --- p5
      p6 --- p7
      p7 -.- p8
      \`\`\`

      **Warnings**
      - Airflow: 3.x broke DAGs and the REST API of 2.x.
      - Triton: of XGBoost and scikit-learn it serves tree models (FIL backend, scikit-learn ones as Treelite checkpoints), other estimators by ONNX or Python.
      - Changed hands within two years, terms and road map may change: DVC (2025-11, lakeFS (Treeverse)); Great-Expectations (2026, Fivetran and dbt Labs).
      - Sold beside the open part: Ray: Anyscale hosts and sells more; Evidently: Evidently Cloud is sold.

      **Assumed**
      - points, exits, and 1.5 that a person keeps running, are judgement (table component-points)
      - jobs = models = 3
      - pairs without a row are joined by own code; machines are not priced

      **Sources**
      - stack-components-judgement: Judgement of this project on parts, scale and burden, no publication behind it, 2026-11-25
      - ultralytics-neptune: [Ultralytics: Neptune acquisition and end of the hosted service](https://docs.ultralytics.com/integrations/neptune), 2026
      - torchserve-status-readme: [TorchServe: README](https://github.com/pytorch/serve/blob/master/README.md), 2025-03-17
      - stack-dvc-feedstock: [conda-forge/dvc-feedstock: version and licence of the recipe](https://github.com/conda-forge/dvc-feedstock), 2026-04-23
      - stack-gx-releases: [Great Expectations: releases](https://github.com/great-expectations/great_expectations/releases), 2026-08-19
      - stack-eol-date: [endoflife.date: releases and their days, products Kafka, Valkey, Redis, Airflow, Kong Gateway, RabbitMQ, Grafana, Prometheus, Spark, PostgreSQL, Kubernetes](https://github.com/endoflife-date/endoflife.date/tree/master/products), 2026-08-22
      - stack-mlflow-3152: [databricks/mlops-stacks: pull request 235, quotes the MLflow changelog to 3.15.2](https://github.com/databricks/mlops-stacks/pull/235), 2026-09-01
      - stack-ray-feedstock: [conda-forge/ray-packages-feedstock: version and licence of the recipe; owner: https://www.anyscale.com/blog/ray-by-anyscale-joins-pytorch-foundation and https://www.nscale.com/press-releases/nscale-acquires-anyscale of 2026-07-30, as quoted](https://github.com/conda-forge/ray-packages-feedstock), 2026-05-26
      - stack-optuna-repo: [optuna/optuna: licence, README and last commit](https://github.com/optuna/optuna), 2026-08-21
      - triton-repo: [Triton Inference Server](https://github.com/triton-inference-server/server), 2026-08-19
      - stack-prometheus-repo: [prometheus/prometheus: licence, README and last commit](https://github.com/prometheus/prometheus), 2026-08-21
      - stack-evidently-repo: [evidentlyai/evidently: licence, README and last commit](https://github.com/evidentlyai/evidently), 2026-05-02

      **Next**
      - planMonitoring: alerts for the runtime that was chosen"
    `);
  });

  it('says so when nothing is wanted, and when nothing is left', async () => {
    const nothing = await selectComponents.execute({ team: 2, models: 0 }, realContext(DAY));
    expect(nothing.structured['verdict']).toMatch(
      /^For 2 people: no component beyond what runs; feature store, /,
    );
    expect(nothing.structured['diagram']).toBe('');
    const left = await selectComponents.execute(
      { team: 3, needs: ['monitoring-dashboards'], licence: 'permissive' },
      realContext(DAY),
    );
    expect(left.structured['verdict']).toBe(
      'For 3 people: Nothing is left for dashboards under these limits.',
    );
    expect(left.structured['unfilled']).toEqual([
      { part: 'monitoring-dashboards', because: 'all ruled out, by licence' },
    ]);
    expect(left.structured['bindingConstraint']).toBe(
      'licence = permissive binds: without it Grafana (dashboards) would fill what is open.',
    );
  });

  it('says that a budget is held by listed prices alone', async () => {
    const { structured } = await selectComponents.execute(
      { team: 9, hosting: 'managed', needs: ['experiment-tracking'], budgetUsd: 500 },
      realContext(DAY),
    );
    expect(structured['priceNotListed']).toEqual(['MLflow']);
    expect(structured['warnings']).toContain(
      'budgetUsd = 500 is held by listed prices alone: MLflow are priced by their makers.',
    );
  });

  it('names what runs and is not touched, and says a tie', async () => {
    const { structured, text } = await selectComponents.execute(
      { team: 3, workloads: ['edge'], frameworks: ['tensorflow'], existing: ['Kafka'] },
      realContext(DAY),
    );
    expect(structured['assumptions']).toContain('runs on, untouched: Kafka');
    expect(text).toContain('LiteRT +0, a tie');
  });

  it('warns of old rows by the day of the answer', async () => {
    const late = await selectComponents.execute({ team: 4, models: 2 }, realContext('2028-01-01'));
    expect(String(late.structured['warnings'])).toMatch(
      /Rows older than 365 days, check them before you rely on them: .*Evidently \(2026-05-02\)/,
    );
  });

  it.each([
    [{}, 'team: is missing. Send a finite number.'],
    [{ team: 0 }, 'team: 0 is too small. Allowed: at least 1.'],
    [{ team: 2.5 }, 'team: 2.5 is not a whole number. Send a whole number.'],
    [
      { team: 3, people: 4 },
      'people: is not a field of this tool. Known are team, workloads, needs, cloud, licence, hosting, models, jobs, onlineFeatures, requestsPerSecond, trainGpus, serveGpus and 5 more.',
    ],
    [
      { team: 3, cloud: 'amazon' },
      'cloud: "amazon" is not one of the allowed values. Allowed: aws, gcp, azure, on-premises.',
    ],
    [
      { team: 3, licence: 'mit' },
      'licence: "mit" is not one of the allowed values. Allowed: any, open-source, permissive.',
    ],
    [
      { team: 3, existing: ['MLfow'] },
      'existing.0: "MLfow" is not a known component. Did you mean "MLflow".',
    ],
    [{ team: 3, existing: ['MLflow', 'mlflow'] }, 'existing: names MLflow twice. Send each once.'],
    [{ team: 3, existing: [] }, 'existing: a list of 0 is too short. Allowed: at least 1 entries.'],
    [
      { team: 3, needs: ['feature-shop'] },
      'needs.0: "feature-shop" is not a known part. Did you mean "feature-store".',
    ],
    [{ team: 3, needs: ['queue', 'queue'] }, 'needs: names queue twice. Send each once.'],
    [
      { team: 3, needs: ['vector-database'] },
      'vectorsM: is 0, but a vector database is asked for. Send how many million vectors.',
    ],
    [
      { team: 3, vectorsM: 5 },
      'vectorsM: is 5, but nothing here searches vectors. Add rag to workloads, or vector-database to needs.',
    ],
    [
      { team: 3, cloud: 'on-premises', hosting: 'managed' },
      'hosting: is managed, but cloud is on-premises: nothing managed runs there. Send hosting any, or name the cloud.',
    ],
    [
      { team: 3, hosting: 'managed', budgetUsd: 0 },
      'budgetUsd: is 0, and hosting is managed: every plan has a price. Raise it, or leave one of both out.',
    ],
    [
      { team: 3, onlineFeatures: 5 },
      'requestsPerSecond: is 0, but features are read online. Send the requests a second, or onlineFeatures 0.',
    ],
    [{ team: 3, workloads: ['tabular', 'tabular'] }, 'workloads: names tabular twice. Send each once.'],
    [
      { team: 3, requestsPerSecond: Number.POSITIVE_INFINITY },
      'requestsPerSecond: Infinity is not a finite number. Send a finite number.',
    ],
    [{ team: 3, budgetUsd: -1 }, 'budgetUsd: -1 is too small. Allowed: at least 0.'],
    [
      { team: 3, frameworks: ['torch'] },
      'frameworks.0: "torch" is not one of the allowed values. Allowed: pytorch, tensorflow, jax, sklearn, xgboost, onnx.',
    ],
  ])('refuses %j', async (input, message) => {
    expect(await errorOf(input)).toBe(message);
  });
});
