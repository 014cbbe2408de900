import type { CopyOnWriteMap } from "./copy-on-write";
import type { BootArguments, Located } from "./effects";
import { mayMatter } from "./guarded";
import type { GuestState } from "./state";
import { anyText, joinText } from "./text";

/* Either of two guests: what they agree on is certain, the rest is a gap. */

interface Ordered {
  readonly order?: number;
}

/** Of two effects on one thing the later one, and of two that are as late the second. */
export function later<Effect extends Ordered>(one: Effect | undefined, other: Effect | undefined): Effect | undefined {
  return orderOf(one) > orderOf(other) ? one : other;
}

function orderOf(effect: Ordered | undefined): number {
  return effect?.order ?? -1;
}

/** Makes one of every two effects on the same thing; `last` is the later of both, and one may be missing. */
export function joinEach<Effect extends Ordered>(
  mine: CopyOnWriteMap<string, Effect>,
  theirs: CopyOnWriteMap<string, Effect>,
  join: (last: Effect, one: Effect | undefined, other: Effect | undefined) => Effect,
): void {
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const [one, other] = [mine.get(key), theirs.get(key)];
    const last = later(one, other);
    if (last !== undefined) mine.set(key, join(last, one, other));
  }
}

export function joinLocated<Value>(
  mine: CopyOnWriteMap<string, Located<Value>>,
  theirs: CopyOnWriteMap<string, Located<Value>>,
): void {
  joinEach(mine, theirs, (last, one, other) => ({
    ...last,
    value: one?.value === other?.value ? last.value : undefined,
  }));
}

/** What one way alone took out is there or not. */
export function joinBootArguments(one: GuestState, other: GuestState): BootArguments {
  const [mine, theirs] = [one.bootArguments, other.bootArguments];
  const text = joinText(mine.text, theirs.text, mayMatter);
  const removed = mine.removed.filter((name) => theirs.removed.includes(name));
  const undecided = [...mine.removed, ...theirs.removed]
    .filter((name) => !removed.includes(name) && mayMatter(`${name}=`))
    .map((name) => ` ${name}=${anyText}`);
  return { text: text + undecided.join(""), place: (later(one, other) === one ? mine : theirs).place, removed };
}
