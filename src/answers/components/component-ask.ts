import type { CLOUDS, FRAMEWORKS, WORKLOADS } from '../../catalog/tables/components.ts';

/** What a stack is wanted for, with every default in place. */
export type ComponentAsk = {
  /** Kinds of part by name; undefined: what the scale wants. */
  readonly needs?: readonly string[] | undefined;
  readonly workloads: readonly (typeof WORKLOADS)[number][];
  /** People who build and run it. */
  readonly team: number;
  readonly cloud: (typeof CLOUDS)[number] | 'on-premises' | 'none';
  readonly licence: 'any' | 'open-source' | 'permissive';
  /** `own-account`: nothing leaves the own machines or the own account of the cloud. */
  readonly hosting: 'any' | 'managed' | 'self-hosted' | 'own-account';
  readonly models: number;
  /** Scheduled, a week or more often. */
  readonly jobs: number;
  readonly onlineFeatures: number;
  readonly requestsPerSecond: number;
  readonly trainGpus: number;
  readonly serveGpus: number;
  readonly vectorsM: number;
  readonly budgetUsdPerMonth?: number | undefined;
  /** Ids of components that run already. */
  readonly existing: readonly string[];
  readonly frameworks: readonly (typeof FRAMEWORKS)[number][];
};
