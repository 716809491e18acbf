import { HOURS_PER_MONTH } from '../../units/time.ts';

export type OwnedHardware = {
  /** Purchase price of one accelerator with its share of host, rack and network; USD. */
  readonly priceUsd: number;
  /** Months over which the price is written off; above 0. */
  readonly amortisationMonths: number;
  /** Draw at the socket of one accelerator with its share of host and cooling; W. */
  readonly powerW: number;
  readonly electricityUsdPerKwh: number;
};

const WATTS_PER_KILOWATT = 1000;

/**
 * USD a month of one owned accelerator: `price / months + power / 1000 * electricity * hours`. The write-off runs
 * whether the machine does or not; electricity is counted at full draw for the hours it is on, an upper bound.
 * @param hoursPerDay 0 to 24
 */
export function ownedMonthlyCost(
  hardware: OwnedHardware,
  hoursPerDay: number,
): { readonly amortisationUsd: number; readonly electricityUsd: number } {
  const hours = (HOURS_PER_MONTH * hoursPerDay) / 24;
  return {
    amortisationUsd: hardware.priceUsd / hardware.amortisationMonths,
    electricityUsd: (hardware.powerW / WATTS_PER_KILOWATT) * hardware.electricityUsdPerKwh * hours,
  };
}
