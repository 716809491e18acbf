import type { ColumnDrift, DriftReport } from './drift-report.ts';

type Sample = { readonly labels: Readonly<Record<string, string>>; readonly value: number };
type Family = { readonly name: string; readonly help: string; readonly samples: readonly Sample[] };

/**
 * A drift report as Prometheus text (exposition format 0.0.4), for the textfile collector of node_exporter or a Pushgateway:
 * what the drift rules of planMonitoring watch. A column without a figure has no sample.
 * @param nowSeconds time of the run, seconds since 1970.
 */
export function driftMetrics(report: DriftReport, service: string, nowSeconds: number): string {
  const perColumn = (value: (column: ColumnDrift) => number | undefined): Sample[] =>
    report.columns.flatMap((column) => {
      const found = value(column);
      return found === undefined ? [] : [{ labels: { service, column: column.column }, value: found }];
    });
  const onSide = (side: 'reference' | 'current', samples: readonly Sample[]): Sample[] =>
    samples.map(({ labels, value }) => ({ labels: { ...labels, side }, value }));
  const families: Family[] = [
    {
      name: 'ml_drift_psi',
      help: 'Population stability index of a column against its reference, in nats.',
      samples: perColumn(({ psi }) => psi),
    },
    {
      name: 'ml_drift_psi_no_drift_p99',
      help: 'What that index exceeds in one of a hundred windows without drift, at these numbers of rows.',
      samples: perColumn(({ statistics }) => statistics?.noDrift.p99),
    },
    {
      name: 'ml_drift_adjusted_p_value',
      help: 'p-value of the evidence of drift, corrected over the columns.',
      samples: perColumn(({ adjustedPValue }) => adjustedPValue),
    },
    {
      name: 'ml_data_missing_share',
      help: 'Share of rows without a value in a column.',
      samples: [
        ...onSide(
          'reference',
          perColumn(({ missing }) => missing?.referenceShare),
        ),
        ...onSide(
          'current',
          perColumn(({ missing }) => missing?.currentShare),
        ),
      ],
    },
    {
      name: 'ml_data_out_of_range_share',
      help: 'Share of current rows outside the range of the reference.',
      samples: perColumn(({ outOfRange }) => outOfRange?.share),
    },
    {
      name: 'ml_drift_rows',
      help: 'Rows compared.',
      samples: [
        { labels: { service, side: 'reference' }, value: report.compared.referenceRows },
        { labels: { service, side: 'current' }, value: report.compared.currentRows },
      ],
    },
    {
      name: 'ml_drift_columns_drifted',
      help: 'Columns whose change is both large and more than noise.',
      samples: [{ labels: { service }, value: report.summary.drift }],
    },
    {
      name: 'ml_drift_last_run_timestamp_seconds',
      help: 'When the comparison ran, in seconds since 1970.',
      samples: [{ labels: { service }, value: nowSeconds }],
    },
  ];
  return families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...samples.map(({ labels, value }) => `${name}{${written(labels)}} ${value}`),
      '',
    ])
    .join('\n');
}

function written(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',');
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
