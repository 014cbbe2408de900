import assert from "node:assert/strict";
import { assessByHand } from "../unit/crashdump/by-hand";
import type { CustomData } from "./evasion";
import { evasions as bootLoaderEvasions } from "./boot-loader";
import { oddities as bootLoaderOddities } from "./boot-loader-oddities";
import { evasions as cloudConfigEvasions } from "./cloud-config";
import { oddities as cloudConfigOddities } from "./cloud-config-oddities";
import { evasions as stageEvasions } from "./cloud-init-stages";
import { evasions as kdumpFilesEvasions } from "./kdump-files";
import { oddities as kdumpFilesOddities } from "./kdump-files-oddities";
import { evasions as serviceEvasions } from "./services";
import { oddities as serviceOddities } from "./services-oddities";
import { evasions as sysctlEvasions } from "./sysctl";
import { oddities as sysctlOddities } from "./sysctl-oddities";
import { evasions as undoingEvasions } from "./undoing";
import { oddities as undoingOddities } from "./undoing-oddities";

/** Somebody who wants to get past the judge, and somebody who only writes unlike others. */
const corpus = {
  sysctl: [sysctlEvasions, sysctlOddities],
  "boot loader": [bootLoaderEvasions, bootLoaderOddities],
  "kdump's files": [kdumpFilesEvasions, kdumpFilesOddities],
  "services and packages": [serviceEvasions, serviceOddities],
  undoing: [undoingEvasions, undoingOddities],
  "cloud-init's user-data": [cloudConfigEvasions, cloudConfigOddities],
  "cloud-init's stages": [stageEvasions, []],
} as const;

for (const [theme, [evasions, oddities]] of Object.entries(corpus)) {
  describe(`assess, of what looks hardened and is not (${theme}),`, () => {
    for (const [what, platform, customData, rule, verdict = "violation"] of evasions) {
      it(`sees through ${what} on ${platform.release}`, () => {
        const found = assessByHand(platform, textOf(customData));
        assert.ok(
          found.some((finding) => finding.rule === rule && finding.verdict === verdict),
          `no ${verdict} of ${rule} in ${JSON.stringify(found, null, 2)}`,
        );
      });
    }
  });

  describe(`assess, of what looks odd and is hardened (${theme}),`, () => {
    for (const [what, platform, customData, ...allowed] of oddities) {
      it(`lets pass ${what} on ${platform.release}`, () => {
        const found = assessByHand(platform, textOf(customData));
        assert.deepEqual(
          found.filter(({ rule, verdict }) => verdict !== "advisory" || !allowed.includes(rule)),
          [],
        );
      });
    }
  });
}

function textOf(customData: CustomData): string {
  return typeof customData === "string" ? customData : customData();
}
