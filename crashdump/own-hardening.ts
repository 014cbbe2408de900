import type { UserData } from "./cloud-init/read";
import { type Hardening, harden, revision } from "./harden";
import { recordOf } from "./recipes/record";

/** Our own hardening in a customData; undefined where there is none of ours. */
export function ownHardening({ boothooks, scripts }: UserData): Hardening | undefined {
  for (const { content } of boothooks) {
    const record = recordOf(content);
    if (record?.revision !== revision) continue;
    try {
      // Its word alone proves nothing: the same scripts have to come out, byte for byte.
      const hardening = harden(record.platform, record.settings);
      const { reserve, configure } = hardening;
      if (content === reserve && scripts.some((script) => script.content === configure)) return hardening;
    } catch {
      // A record that names no hardening is not ours.
    }
  }
  return undefined;
}
