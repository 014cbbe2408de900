/** A value, and where it was given. `undefined` is a value that only the guest knows. */
export interface Located<Value> {
  readonly value: Value | undefined;
  readonly place: string;
  readonly order: number;
}

/** What touches a thing that crash dumps depend on, in a way that only the guest knows. */
export interface Unread {
  readonly text: string;
  readonly place: string;
}

/** Kernel arguments in the boot loader. */
export interface BootArguments {
  readonly text: string;
  readonly place: string;
  /** What was taken out of all of it, the image's own too, and not put in again. */
  readonly removed: readonly string[];
}

export interface RebootRequest {
  readonly place: string;
  readonly uncertain?: boolean;
  readonly later?: boolean;
}
