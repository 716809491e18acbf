import { componentExits } from '../../catalog/tables/component-exits.ts';
import { componentIntegrations } from '../../catalog/tables/component-integrations.ts';
import { componentKinds } from '../../catalog/tables/component-kinds.ts';
import { componentPoints } from '../../catalog/tables/component-points.ts';
import { componentPrices } from '../../catalog/tables/component-prices.ts';
import { componentRules } from '../../catalog/tables/component-rules.ts';
import { components } from '../../catalog/tables/components.ts';
import { licences } from '../../catalog/tables/licences.ts';
import type { Catalog, RowOf } from '../../contract/catalog.ts';
import { newestInForce } from '../../engines/cost/newest-in-force.ts';

export type ComponentRow = RowOf<typeof components>;
export type KindRow = RowOf<typeof componentKinds>;
export type JoinRow = RowOf<typeof componentIntegrations>;
export type ExitRow = RowOf<typeof componentExits>;
export type RuleRow = RowOf<typeof componentRules>;
export type PriceRow = RowOf<typeof componentPrices>;
export type LicenceRow = RowOf<typeof licences>;

/** How two products work together; `unknown` where no row says anything. */
export type Join = JoinRow['how'] | 'same' | 'unknown';

/** What is known of components, by name. */
export type ComponentFacts = {
  readonly components: ReadonlyMap<string, ComponentRow>;
  readonly kinds: ReadonlyMap<string, KindRow>;
  readonly licences: ReadonlyMap<string, LicenceRow>;
  readonly exits: ReadonlyMap<string, ExitRow>;
  readonly rules: readonly RuleRow[];
  points(burden: string): number;
  joinRow(one: string, other: string): JoinRow | undefined;
  /** The cheapest plan in force on a day that admits so many people; undefined where none is listed. */
  price(component: string, people: number, today: string): PriceRow | undefined;
};

export function componentFacts(catalog: Catalog): ComponentFacts {
  const points = new Map(catalog.rows(componentPoints).map((row) => [row.id, row.points]));
  const joins = new Map<string, JoinRow>();
  for (const row of catalog.rows(componentIntegrations)) {
    joins.set(pair(row.from, row.to), row);
  }
  const prices = catalog.rows(componentPrices);
  return {
    components: byId(catalog.rows(components)),
    kinds: byId(catalog.rows(componentKinds)),
    licences: byId(catalog.rows(licences)),
    exits: new Map(catalog.rows(componentExits).map((row) => [row.component, row])),
    rules: catalog.rows(componentRules),
    points(burden) {
      const found = points.get(burden);
      if (found === undefined) throw new Error(`the table component-points lacks "${burden}"`);
      return found;
    },
    joinRow: (one, other) => joins.get(pair(one, other)),
    price: (component, people, today) =>
      newestInForce(
        prices.filter((row) => row.component === component && people <= (row.mostPeople ?? people)),
        today,
        ({ plan }) => plan,
      ).sort((a, b) => a.usdPerMonth - b.usdPerMonth)[0],
  };
}

/** The kinds of part that a component fills, its main one first. */
export function kindsOf(row: ComponentRow): readonly string[] {
  return [row.kind, ...(row.also ?? [])];
}

function pair(one: string, other: string): string {
  return one < other ? `${one} | ${other}` : `${other} | ${one}`;
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
