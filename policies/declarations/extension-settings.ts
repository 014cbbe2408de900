import { gunzipSync } from "node:zlib";
import { isBase64 } from "./base64";
import type { ExtensionDeclaration } from "./declaration";
import { type Given, isKnown, notKnown } from "./given";
import type { Properties } from "./properties";

/**
 * What the settings of an extension run in the guest. Only a handler that runs scripts hides one in settings that
 * cannot be read; what any other is told in there is its own affair.
 */
export function scriptOf(
  extension: Properties,
  runsScripts: boolean,
): Pick<ExtensionDeclaration, "script" | "opaqueScript"> {
  const sources = [extension.objectOrJson("settings"), extension.objectOrJson("protectedSettings")].map(sourceOf);
  const texts = sources.flatMap((source) => source.texts);
  const known = texts.filter(isKnown);
  const hidden = texts.includes(notKnown);
  const unreadable =
    hidden ||
    sources.some((source) => source.unreadable) ||
    extension.hasObject("protectedSettingsFromKeyVault") !== undefined;
  return {
    script: known.length > 0 ? known.join("\n") : hidden && runsScripts ? notKnown : undefined,
    opaqueScript: sources.some((source) => source.fetches) || (unreadable && runsScripts),
  };
}

interface Source {
  readonly texts: readonly Given<string>[];
  /** Whether there is something that cannot be read even when it is known. */
  readonly unreadable: boolean;
  /** Whether it downloads what it runs. */
  readonly fetches: boolean;
}

/**
 * Settings of the custom script handlers (Azure/custom-script-extension-linux) and of those derived from them.
 * DSCForLinux calls its one file FileUri.
 */
function sourceOf(settings: Properties | undefined): Source {
  if (settings === undefined) return { texts: [], unreadable: true, fetches: false };
  const inline = inlineScript(settings);
  const fileUris = settings.list("fileUris");
  const fileUri = settings.text("FileUri");
  return {
    texts: [settings.text("commandToExecute"), ...inline],
    unreadable: inline.length === 0 || fileUris === notKnown || fileUri === notKnown,
    fetches: (isKnown(fileUris) && fileUris.length > 0) || (isKnown(fileUri) && fileUri !== ""),
  };
}

/** A script in base64, gzipped or not; RunCommandLinux takes its lines as they are. Empty for one that is neither. */
function inlineScript(settings: Properties): readonly [] | readonly [Given<string>] {
  const lines = settings.list("script");
  if (lines !== undefined && lines !== notKnown) {
    const texts = lines.map((line) => line.text());
    return texts.includes(notKnown) ? [notKnown] : [texts.filter(isKnown).join("\n")];
  }
  const script = settings.text("script");
  return isKnown(script) && isBase64(script) ? decoded(script) : [script];
}

function decoded(base64: string): readonly [] | readonly [string] {
  const bytes = Buffer.from(base64, "base64");
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return [bytes.toString("utf8")];
  try {
    return [gunzipSync(bytes, { maxOutputLength: largestScript }).toString("utf8")];
  } catch {
    return [];
  }
}

/** Bytes. The handler takes 256 KiB of base64; no script that people write unpacks to more than this. */
const largestScript = 4 * 1024 * 1024;
