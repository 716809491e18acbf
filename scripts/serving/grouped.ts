/** The members of each group, in order of first appearance. */
export function grouped<Member>(
  members: readonly Member[],
  groupOf: (member: Member) => string,
): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const group = groupOf(member);
    const there = groups.get(group);
    if (there === undefined) groups.set(group, [member]);
    else there.push(member);
  }
  return groups;
}
