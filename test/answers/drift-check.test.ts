import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { driftCheck } from '../../src/answers/drift-check.ts';
import { TOOLS } from '../../src/registry.ts';
import { realContext } from '../support/read-catalog.ts';

const files = async (windowHours = 24) => {
  const made = await driftCheck({ service: 'fraud', windowHours });
  const content = (path: string): string => made.find((file) => file.path === path)?.content ?? '';
  return {
    documents: parseAllDocuments(content('drift-cronjob.yaml')).map((document) => {
      expect(document.errors).toEqual([]);
      return document.toJS();
    }),
    request: content('drift.json'),
    crontab: content('drift.crontab'),
  };
};

describe('the scheduled drift check', () => {
  test('is a ConfigMap and a CronJob, read back', async () => {
    const { documents } = await files();
    expect(documents).toMatchInlineSnapshot(`
      [
        {
          "apiVersion": "v1",
          "data": {
            "drift.json": "{
        "reference": "/data/reference.parquet",
        "current": "/data/current.parquet"
      }",
          },
          "kind": "ConfigMap",
          "metadata": {
            "name": "fraud-drift-check",
          },
        },
        {
          "apiVersion": "batch/v1",
          "kind": "CronJob",
          "metadata": {
            "name": "fraud-drift-check",
          },
          "spec": {
            "concurrencyPolicy": "Forbid",
            "failedJobsHistoryLimit": 5,
            "jobTemplate": {
              "spec": {
                "activeDeadlineSeconds": 3600,
                "backoffLimit": 2,
                "podFailurePolicy": {
                  "rules": [
                    {
                      "action": "FailJob",
                      "onExitCodes": {
                        "containerName": "drift",
                        "operator": "In",
                        "values": [
                          2,
                          3,
                        ],
                      },
                    },
                  ],
                },
                "template": {
                  "spec": {
                    "containers": [
                      {
                        "command": [
                          "ml-cv-specialist",
                          "call",
                          "detectDrift",
                          "@/config/drift.json",
                          "--allow-dir",
                          "/data",
                          "--fail-on",
                          "significant",
                          "--html",
                          "/data/fraud-drift.html",
                          "--prometheus",
                          "/metrics/fraud-drift.prom",
                          "--service",
                          "fraud",
                        ],
                        "image": "YOUR-REGISTRY/ml-cv-specialist:VERSION",
                        "name": "drift",
                        "resources": {
                          "limits": {
                            "memory": "2Gi",
                          },
                          "requests": {
                            "cpu": "1",
                            "memory": "1Gi",
                          },
                        },
                        "securityContext": {
                          "allowPrivilegeEscalation": false,
                          "runAsNonRoot": true,
                        },
                        "volumeMounts": [
                          {
                            "mountPath": "/config",
                            "name": "config",
                            "readOnly": true,
                          },
                          {
                            "mountPath": "/data",
                            "name": "data",
                          },
                          {
                            "mountPath": "/metrics",
                            "name": "metrics",
                          },
                        ],
                      },
                    ],
                    "restartPolicy": "Never",
                    "volumes": [
                      {
                        "configMap": {
                          "name": "fraud-drift-check",
                        },
                        "name": "config",
                      },
                      {
                        "name": "data",
                        "persistentVolumeClaim": {
                          "claimName": "fraud-drift-data",
                        },
                      },
                      {
                        "hostPath": {
                          "path": "/var/lib/node_exporter/textfile_collector",
                          "type": "Directory",
                        },
                        "name": "metrics",
                      },
                    ],
                  },
                },
              },
            },
            "schedule": "7 3 * * *",
            "startingDeadlineSeconds": 3600,
            "successfulJobsHistoryLimit": 3,
            "timeZone": "Etc/UTC",
          },
        },
      ]
    `);
  });

  test('drift (3) and bad input (2) fail the job at once; a failure of ours is tried again', async () => {
    const { documents } = await files();
    const { spec } = documents[1].spec.jobTemplate;
    expect(spec.podFailurePolicy.rules[0].onExitCodes.values).toEqual([2, 3]);
    expect(spec.podFailurePolicy.rules[0].onExitCodes.containerName).toBe(
      spec.template.spec.containers[0].name,
    );
    // Kubernetes refuses a failure policy with any other restart policy
    expect(spec.template.spec.restartPolicy).toBe('Never');
    expect(spec.backoffLimit).toBeGreaterThan(0);
  });

  test('the volumes that are mounted are there', async () => {
    const { documents } = await files();
    const { containers, volumes } = documents[1].spec.jobTemplate.spec.template.spec;
    expect(containers[0].volumeMounts.map(({ name }: { name: string }) => name)).toEqual(
      volumes.map(({ name }: { name: string }) => name),
    );
    expect(documents[1].spec.jobTemplate.spec.template.spec.volumes[0].configMap.name).toBe(
      documents[0].metadata.name,
    );
  });

  test('names fit a CronJob: 52 characters', async () => {
    const [, job] = parseAllDocuments(
      (await driftCheck({ service: 's'.repeat(30), windowHours: 24 }))[0]?.content ?? '',
    );
    expect(String(job?.toJS().metadata.name).length).toBeLessThanOrEqual(52);
  });

  test('asks what detectDrift takes: only the files are missing', async () => {
    const { request } = await files();
    await expect(TOOLS.detectDrift.execute(JSON.parse(request), realContext())).rejects.toThrow(
      /^reference: /,
    );
    expect(TOOLS.detectDrift.failLevels).toContain('significant');
  });

  test.each([
    [1, '7 * * * *'],
    [6, '7 */6 * * *'],
    [24, '7 3 * * *'],
    [36, '7 3 * * *'],
    [168, '7 3 * * 1'],
  ])('a window of %i hours runs at %s', async (hours, schedule) => {
    const { documents, crontab } = await files(hours);
    expect(documents[1].spec.schedule).toBe(schedule);
    expect(crontab.startsWith(`${schedule} ml-cv-specialist call detectDrift @`)).toBe(true);
  });
});
