export type IntendedUse = 'closed-source' | 'open-source' | 'research';

/** What the rule needs to know of a licence. */
export type LicenceTerms = {
  readonly commercial: 'yes' | 'conditional' | 'no' | 'unclear';
  readonly conditions?: readonly string[] | undefined;
};

export type ShippingVerdict = 'yes' | 'conditional' | 'unclear' | 'no';

const ORDER: readonly ShippingVerdict[] = ['yes', 'conditional', 'unclear', 'no'];

/**
 * May a product of this kind ship something under all of these licences? The worst of them decides.
 * Copyleft that reaches the product (`copyleft` where use is conditional, `network-copyleft` always) forbids a
 * closed-source product and nothing else; non-commercial terms forbid any product. Research may use everything.
 * A rule of thumb for a first filter, not legal advice.
 */
export function mayShip(use: IntendedUse, licences: readonly LicenceTerms[]): ShippingVerdict {
  return licences
    .map((licence) => verdictOf(use, licence))
    .reduce((worst, next) => (ORDER.indexOf(next) > ORDER.indexOf(worst) ? next : worst), 'yes');
}

function verdictOf(use: IntendedUse, { commercial, conditions = [] }: LicenceTerms): ShippingVerdict {
  if (use === 'research') return 'yes';
  if (commercial !== 'conditional') return commercial;
  const copyleft = conditions.includes('copyleft') || conditions.includes('network-copyleft');
  if (!copyleft) return 'conditional';
  return use === 'closed-source' ? 'no' : 'conditional';
}
