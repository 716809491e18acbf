import { driftCheck, type TextFile } from './drift-check.ts';
import { grafanaDashboard } from './grafana-dashboard.ts';
import { prometheusRules, type RulePlan } from './prometheus-rules.ts';

/** The files that a monitoring plan is deployed with. */
export const ARTEFACTS = ['prometheus-rules', 'grafana-dashboard', 'drift-check'] as const;
export type Artefact = (typeof ARTEFACTS)[number];

/** One artefact, whole. */
export async function artefactFiles(
  artefact: Artefact,
  plan: RulePlan,
): Promise<{ readonly artefact: Artefact; readonly files: readonly TextFile[] }> {
  const { service, drift } = plan;
  switch (artefact) {
    case 'prometheus-rules': {
      const { stringify } = await import('yaml');
      const content = stringify(prometheusRules(plan), { lineWidth: 0 });
      return { artefact, files: [{ path: `${service}-rules.yaml`, content }] };
    }
    case 'grafana-dashboard':
      return {
        artefact,
        files: [
          {
            path: `${service}-dashboard.json`,
            content: `${JSON.stringify(grafanaDashboard(plan))}\n`,
          },
        ],
      };
    case 'drift-check':
      return { artefact, files: await driftCheck({ service, windowHours: drift.windowHours }) };
  }
}

/** What an artefact is, for a list: its paths, its size and one telling line. */
export function artefactSummary(artefact: Artefact, files: readonly TextFile[]) {
  const content = files[0]?.content ?? '';
  const telling = {
    'prometheus-rules': /alert: .*/,
    'grafana-dashboard': /"title":"[^"]*"/,
    'drift-check': /schedule: .*/,
  };
  return {
    artefact,
    path: files.map(({ path }) => path).join(', '),
    bytes: files.reduce((sum, file) => sum + file.content.length, 0),
    excerpt: telling[artefact].exec(content)?.[0] ?? '',
  };
}
