import { formatNumber } from '../contract/markdown.ts';

/** Twelve significant digits: more are noise of the arithmetic. */
export function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** Six significant digits: a conversation needs no more. */
export function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}

/** Four significant digits, of what is modelled, simulated or summed: more are noise. */
export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}

/** Three significant digits, of what is modelled: its error is in the first. */
export function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** `12.5 %` of a share. */
export function percent(share: number): string {
  return `${formatNumber(share * 100)} %`;
}

/** A p-value for reading. */
export function probability(p: number): string {
  return p === 0 ? 'below 1e-300' : formatNumber(p);
}
