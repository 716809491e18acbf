/** One fault of the caller's input: which field, what was given, what is allowed, and the way out. */
export type InputIssue = {
  /** Path with dots: `traffic.requestsPerSecond`; `input` for the whole object. */
  readonly field: string;
  /** A sentence without the field's name and without a full stop. */
  readonly problem: string;
  /** What to send instead. */
  readonly remedy?: string;
};

/** The caller can mend this. Anything else that a tool throws is a defect of ours. */
export class InputError extends Error {
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super(issues.map(sentence).join('\n'));
    this.name = 'InputError';
    this.issues = issues;
  }
}

export function inputError(field: string, problem: string, remedy?: string): InputError {
  return new InputError([remedy === undefined ? { field, problem } : { field, problem, remedy }]);
}

function sentence({ field, problem, remedy }: InputIssue): string {
  return remedy === undefined ? `${field}: ${problem}.` : `${field}: ${problem}. ${remedy}.`;
}
