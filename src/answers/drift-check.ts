/** A scheduled drift check: what it runs, and when. */
export type DriftCheckPlan = {
  readonly service: string;
  readonly windowHours: number;
};

export type TextFile = { readonly path: string; readonly content: string };

/** Files that the check reads and writes, inside the container. */
const DATA = '/data';

/**
 * A Kubernetes CronJob with its configuration, and a crontab line for a machine. Drift (exit 3) and bad input (exit 2) fail the job at
 * once; a failure of ours or of the machine (exit 1) is tried again twice.
 */
export async function driftCheck({ service, windowHours }: DriftCheckPlan): Promise<TextFile[]> {
  const { Document } = await import('yaml');
  const request = JSON.stringify(
    { reference: `${DATA}/reference.parquet`, current: `${DATA}/current.parquet` },
    null,
    2,
  );
  const name = `${service}-drift-check`;
  const schedule = cronSchedule(windowHours);
  const command = (config: string, metrics: string): string[] => [
    'ml-cv-specialist',
    'call',
    'detectDrift',
    `@${config}/drift.json`,
    '--allow-dir',
    DATA,
    '--fail-on',
    'significant',
    '--html',
    `${DATA}/${service}-drift.html`,
    '--prometheus',
    `${metrics}/${service}-drift.prom`,
    '--service',
    service,
  ];
  const configuration = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { 'drift.json': request },
  };
  const cronJob = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name },
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 5,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 3600,
          podFailurePolicy: {
            rules: [
              { action: 'FailJob', onExitCodes: { containerName: 'drift', operator: 'In', values: [2, 3] } },
            ],
          },
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [
                {
                  name: 'drift',
                  image: 'YOUR-REGISTRY/ml-cv-specialist:VERSION',
                  command: command('/config', '/metrics'),
                  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } },
                  securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true },
                  volumeMounts: [
                    { name: 'config', mountPath: '/config', readOnly: true },
                    { name: 'data', mountPath: DATA },
                    { name: 'metrics', mountPath: '/metrics' },
                  ],
                },
              ],
              volumes: [
                { name: 'config', configMap: { name } },
                { name: 'data', persistentVolumeClaim: { claimName: `${service}-drift-data` } },
                {
                  name: 'metrics',
                  hostPath: { path: '/var/lib/node_exporter/textfile_collector', type: 'Directory' },
                },
              ],
            },
          },
        },
      },
    },
  };
  return [
    {
      path: 'drift-cronjob.yaml',
      content: [configuration, cronJob]
        .map((part) => new Document(part).toString({ lineWidth: 0 }))
        .join('---\n'),
    },
    { path: 'drift.json', content: `${request}\n` },
    {
      path: 'drift.crontab',
      content: `${schedule} ${command('/etc/ml-cv-specialist', '/var/lib/node_exporter/textfile_collector').join(' ')}\n`,
    },
  ];
}

/** Seven minutes past the hour, when fewer other jobs start; windows that do not divide a day run daily. */
function cronSchedule(windowHours: number): string {
  if (windowHours >= 24 * 7) return '7 3 * * 1';
  if (windowHours >= 24 || 24 % windowHours !== 0) return '7 3 * * *';
  return windowHours === 1 ? '7 * * * *' : `7 */${windowHours} * * *`;
}
