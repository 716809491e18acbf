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

/**
 * How much a licence asks of whoever ships under it, for ordering: 0 nothing beyond attribution (copyleft included where
 * the product is open), 1 conditions, 2 unclear, 3 not to be shipped.
 */
export function licenceBurden(use: IntendedUse, licences: readonly LicenceTerms[]): number {
  const light = use === 'open-source' ? [...COPYLEFT, ATTRIBUTION] : [ATTRIBUTION];
  const binding = licences.filter(({ conditions = [] }) => conditions.some((name) => !light.includes(name)));
  const verdict = mayShip(use, licences);
  return verdict === 'conditional' && mayShip(use, binding) === 'yes' ? 0 : ORDER.indexOf(verdict);
}

const COPYLEFT: readonly string[] = ['copyleft', 'network-copyleft'];
const ATTRIBUTION = 'attribution';

function verdictOf(use: IntendedUse, { commercial, conditions = [] }: LicenceTerms): ShippingVerdict {
  if (use === 'research') return 'yes';
  if (commercial !== 'conditional') return commercial;
  if (!conditions.some((name) => COPYLEFT.includes(name))) return 'conditional';
  return use === 'closed-source' ? 'no' : 'conditional';
}
