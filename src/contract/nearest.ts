import { distance } from 'fastest-levenshtein';

/**
 * The candidates nearest to a misspelt word, best first: those that hold it or are held by it, then those within a third of its
 * length in edits. Empty when nothing is near.
 */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const wanted = squeeze(word);
  if (wanted === '') return [];
  return candidates
    .map((candidate) => ({ candidate, score: score(wanted, squeeze(candidate)) }))
    .filter(({ score: edits }) => edits <= Math.max(2, Math.floor(wanted.length / 3)))
    .sort(
      (a, b) =>
        a.score - b.score || b.candidate.length - a.candidate.length || (a.candidate < b.candidate ? -1 : 1),
    )
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** ` Did you mean "a" or "b"?` as a remedy, or what is allowed when nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near.length > 0) return `Did you mean ${near.map((name) => `"${name}"`).join(' or ')}`;
  const shown = candidates.slice(0, 12).join(', ');
  return candidates.length > 12
    ? `Known are ${shown} and ${candidates.length - 12} more`
    : `Allowed: ${shown}`;
}

function score(wanted: string, candidate: string): number {
  if (wanted === candidate) return 0;
  const contained =
    (wanted.length >= 3 && candidate.includes(wanted)) ||
    (candidate.length >= 5 && wanted.includes(candidate));
  return contained ? 1 : distance(wanted, candidate);
}

function squeeze(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
