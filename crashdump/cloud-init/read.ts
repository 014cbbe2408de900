import { type Part, Handlers } from "./handlers";
import { isMultipart, walk } from "./message";
import { type Plain, keyText, plain } from "./plain";
import { processBlob } from "./process";
import { type Dropped, type Opaque, Reader } from "./reader";
import { decodeBase64 } from "./transfer-encoding";
import { behaviourOf } from "./version";

export type { Part } from "./handlers";
export type { Plain } from "./plain";
export type { Dropped, Opaque } from "./reader";

/** What one version of cloud-init makes of a customData. */
export interface UserData {
  /** In the order in which cloud-init hands them to their handlers. */
  readonly parts: readonly Part[];
  /**
   * The merged cloud-config as modules see it, and the parts that each key comes from. Undefined where modules cannot
   * read it. Sound only where nothing is opaque.
   */
  readonly config: ReadonlyMap<string, { readonly value: Plain; readonly place: string }> | undefined;
  /** In the order in which they run, with the content that is written to disk. */
  readonly boothooks: readonly Part[];
  /** In the order in which they run, by name on disk, with the content that is written there. */
  readonly scripts: readonly Part[];
  /** What only the guest, the network or more effort than the limits allow can tell. */
  readonly opaque: readonly Opaque[];
  /** What cloud-init leaves out. */
  readonly dropped: readonly Dropped[];
  /** Why all of it is lost, the other fields being empty then; undefined where it is not. */
  readonly fatal: string | undefined;
}

/**
 * Reads a customData (base64) as this version of cloud-init does ("22.4.2"; see `behaviourOf`), followed over 228 cases
 * and generated ones on the real thing. Never throws. No reason quotes what the customData holds.
 */
export function readUserData(customData: string, cloudInit: string): UserData {
  const reader = new Reader(behaviourOf(cloudInit));
  const handlers = new Handlers(reader);
  let config: UserData["config"] = new Map();
  try {
    const blob = decodeBase64(customData);
    if (blob === undefined) return lost("it is not base64", reader);
    reader.guard(wholePlace, () => {
      for (const message of processBlob(blob, reader).flatMap((attached) => [...walk(attached)])) {
        if (!isMultipart(message)) handlers.handle(message);
      }
    });
    reader.guard("the merged cloud-config", () => {
      config = plainConfig(handlers, reader);
    });
  } catch (error) {
    return lost(error instanceof Error ? error.message : "it cannot be read", reader);
  }
  const { parts, boothooks } = handlers;
  return {
    parts,
    config,
    boothooks,
    scripts: handlers.scripts(),
    opaque: reader.opaque,
    dropped: reader.dropped,
    fatal: undefined,
  };
}

const wholePlace = "the customData";

function plainConfig({ config }: Handlers, reader: Reader): UserData["config"] {
  const effective = config.effective();
  if (effective === undefined) return undefined;
  const plainly = new Map<string, { value: Plain; place: string }>();
  for (const [key, { value, place }] of effective) {
    plainly.set(keyText(key), { value: plain(value, reader.budget), place });
  }
  return plainly;
}

function lost(fatal: string, { opaque, dropped }: Reader): UserData {
  return { parts: [], config: undefined, boothooks: [], scripts: [], opaque, dropped, fatal };
}
