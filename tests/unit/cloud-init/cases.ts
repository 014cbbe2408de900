import { readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "azure-kdump-sandbox";

/** What one version of the real cloud-init made of a blob. */
export interface CaseRecord {
  readonly parts: readonly {
    readonly type: string;
    readonly filename: string | null;
    readonly sha256_of_payload: string;
  }[];
  /** Null: no cloud-config part; {}: none that could be read. */
  readonly merged: unknown;
  /** Only where it is not what `merged` is. */
  readonly effective?: unknown;
  readonly scripts: number;
  readonly boothooks: number;
  readonly files?: readonly { readonly path: string; readonly sha256: string }[];
  readonly includes?: readonly string[];
  readonly part_handlers?: number;
  readonly fatal?: string;
}

export interface Case {
  readonly name: string;
  readonly customData: string;
  readonly versions: Readonly<Record<string, CaseRecord>>;
}

/** The recorded cases, each with what every version made of it. */
export function readCases(): readonly Case[] {
  const file = path.join(repository, "tests/unit/cloud-init/cases.json");
  const cases = JSON.parse(readFileSync(file, "utf8")) as readonly RawCase[];
  return cases.map(({ name, userdata_base64, versions }) => ({
    name,
    customData: userdata_base64,
    versions: Object.fromEntries(Object.keys(versions).map((version) => [version, resolve(versions, version)])),
  }));
}

interface RawCase {
  readonly name: string;
  readonly userdata_base64: string;
  readonly versions: Readonly<Record<string, CaseRecord | { readonly same_as: string }>>;
}

function resolve(versions: RawCase["versions"], version: string): CaseRecord {
  const record = versions[version];
  if (record === undefined) throw new Error(`the cases have no version ${version}`);
  return "same_as" in record ? resolve(versions, record.same_as) : record;
}
