import assert from "node:assert/strict";
import { assess } from "azure-kdump-core";
import type { CustomData } from "./evasion";
import * as bootLoader from "./boot-loader";
import * as cloudConfig from "./cloud-config";
import * as kdumpFiles from "./kdump-files";
import * as services from "./services";
import * as sysctl from "./sysctl";
import * as undoing from "./undoing";

/** Somebody who wants to get past the judge, and somebody who only writes unlike others. */
const corpus = {
  sysctl: sysctl,
  "boot loader": bootLoader,
  "kdump's files": kdumpFiles,
  "services and packages": services,
  undoing: undoing,
  "cloud-init": cloudConfig,
};

for (const [theme, { evasions, oddities }] of Object.entries(corpus)) {
  describe(`assess, of what looks hardened and is not (${theme}),`, () => {
    for (const [what, platform, customData, rule, verdict = "violation"] of evasions) {
      it(`sees through ${what} on ${platform.release}`, () => {
        const found = assess(platform, textOf(customData));
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
        const found = assess(platform, textOf(customData));
        assert.deepEqual(
          found.filter(({ rule, verdict }) => verdict === "violation" || !allowed.includes(rule)),
          [],
        );
      });
    }
  });
}

function textOf(customData: CustomData): string {
  return typeof customData === "string" ? customData : customData();
}
