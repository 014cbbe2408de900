import type { Budget } from "../limits";
import type { Value } from "../value";
import type { Behaviour } from "../version";
import { construct } from "./construct";
import { YamlError } from "./cursor";
import { parse } from "./parser";
import { scan } from "./scan";

export type YamlResult =
  | { readonly value: Value; readonly error?: undefined }
  /** `escapes`: not caught by cloud-init's util.load_yaml. */
  | { readonly value?: undefined; readonly error: string; readonly escapes: boolean };

/**
 * Reads YAML 1.1 as the PyYAML of this platform does. Throws LimitExceeded, and nothing else.
 *
 * The parsers on npm differ in what they let pass, which no schema mends: of 4000 generated documents js-yaml 5 takes 256
 * that PyYAML refuses (a tab between words, say) and refuses 91 that it takes. A part that PyYAML refuses is dropped whole.
 */
export function readYaml(text: string, behaviour: Behaviour, budget: Budget): YamlResult {
  if ((behaviour.oldYaml ? notPrintableOld : notPrintable).test(text)) {
    return { error: "it holds a character that YAML does not allow", escapes: false };
  }
  try {
    const node = parse(scan(text, behaviour.oldYaml, budget));
    return { value: node === undefined ? null : construct(node, behaviour, budget) };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    return { error: `${error.message} (line ${error.line})`, escapes: error.escapes };
  }
}

const notPrintable = /[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const notPrintableOld = /[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd]/;
