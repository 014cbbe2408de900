import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type CaseRecord, readCases } from "./cases";
import { readUserData, toBytes, type UserData } from "./core";
import { taggedConfig } from "./tagged";

const versions = [
  "19.4-py2.7",
  "19.4",
  "20.4.1",
  "21.4",
  "22.4.2",
  "23.4.4",
  "23.4.4-py3.6",
  "24.4.1",
  "25.3",
  "26.2",
] as const;

/** Templates with something to render: the records hold what one guest's instance data gave. */
const rendered: ReadonlySet<string> = new Set([
  "jin-cc",
  "jin-script",
  "jin-undefined",
  "jin-undefined-attr",
  "jin-syntax-error",
  "jin-crlf",
  "jin-in-plain-part",
  "jin-mime-type",
  "jin-merge-how",
  "jin-jsonp",
  "jin-raw-block",
]);

describe("readUserData on the recorded cases", () => {
  const cases = readCases();

  it("has all of them", () => {
    assert.equal(cases.length, 228);
  });

  for (const version of versions) {
    describe(`cloud-init ${version}`, () => {
      for (const { name, customData, versions: records } of cases) {
        const record = records[version];
        it(name, () => {
          assert.ok(record);
          agrees(readUserData(customData, version), record, rendered.has(name));
        });
      }
    });
  }
});

function agrees(userData: UserData, record: CaseRecord, template: boolean): void {
  const unreachable = (record.includes ?? []).length > 0;
  assert.equal(
    userData.opaque.some(({ reason }) => reason.includes("fetched")),
    unreachable,
    "includes",
  );
  if (record.fatal?.startsWith("config:")) {
    assert.equal(userData.config, undefined);
    assert.equal(userData.fatal, undefined);
  } else if (unreachable && record.fatal !== undefined) {
    // The record is of a guest without a network: what it lost is what `losesAll` announces.
    assert.ok(userData.opaque.some(({ losesAll }) => losesAll));
    return;
  } else {
    assert.equal(userData.fatal !== undefined, record.fatal !== undefined, userData.fatal ?? record.fatal);
    if (record.fatal !== undefined) return;
  }
  assert.deepEqual(
    userData.parts.map(({ type, filename, content }) => ({ type, filename, sha256_of_payload: sha256(content) })),
    record.parts.map(({ type, filename, sha256_of_payload }) => ({ type, filename, sha256_of_payload })),
  );
  assert.equal(
    userData.opaque.some(({ reason }) => reason.includes("Python code")),
    (record.part_handlers ?? 0) > 0,
  );
  if (template) {
    assert.ok(userData.opaque.some(({ reason }) => reason.includes("Jinja")));
    return;
  }
  const effective = "effective" in record ? record.effective : (record.merged ?? {});
  if (userData.config !== undefined) assert.deepEqual(taggedConfig(userData.config), effective);
  assert.equal(userData.scripts.length, record.scripts);
  assert.equal(userData.boothooks.length, record.boothooks);
  assert.deepEqual(filesOf(userData), new Set(record.files?.map(({ path, sha256 }) => `${path} ${sha256}`)));
}

const directories: Readonly<Record<string, string>> = {
  "text/cloud-boothook": "instance/boothooks",
  "text/x-shellscript": "instance/scripts",
  "text/x-shellscript-per-boot": "scripts/per-boot",
  "text/x-shellscript-per-instance": "scripts/per-instance",
  "text/x-shellscript-per-once": "scripts/per-once",
};

function filesOf({ scripts, boothooks }: UserData): ReadonlySet<string> {
  const files = [...scripts, ...boothooks].map(
    ({ type, filename, content }) => `${directories[type] ?? ""}/${filename} ${sha256(content)}`,
  );
  return new Set(files);
}

function sha256(content: string): string {
  return createHash("sha256").update(toBytes(content)).digest("hex");
}
