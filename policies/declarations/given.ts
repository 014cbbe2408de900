/** Marks a value that another resource's outputs decide, and that is not known before the update. */
export const notKnown: unique symbol = Symbol("not known");

/** A property's value; undefined where it is not given. */
export type Given<T> = T | undefined | typeof notKnown;

/** Whether there is a value to look at. */
export function isKnown<T>(given: Given<T>): given is T {
  return given !== undefined && given !== notKnown;
}

/** What follows from a value, where there is one. */
export function mapGiven<T, R>(given: Given<T>, map: (value: T) => Given<R>): Given<R> {
  if (isKnown(given)) return map(given);
  return given === notKnown ? notKnown : undefined;
}

/** The first that is given at all, known or not. */
export function firstGiven<T>(...candidates: readonly Given<T>[]): Given<T> {
  return candidates.find((candidate) => candidate !== undefined);
}

/** Whether a value is this name, which Azure compares case-insensitively. */
export function isNamed(given: Given<string>, name: string): Given<boolean> {
  return mapGiven(given, (value) => value.toLowerCase() === name.toLowerCase());
}

/** azurerm takes an empty text for one that is not given. */
export function unlessEmpty(given: Given<string>): Given<string> {
  return given === "" ? undefined : given;
}
