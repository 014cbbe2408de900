import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import path from "node:path";
import { repository, unpackDebianPackages } from "azure-kdump-sandbox";

export interface RealPart {
  readonly type: string;
  readonly filename: string | null;
  readonly text: string;
  /** What cloud-init's own schema has against it. */
  readonly schema: readonly string[];
}

/** Debian's cloud-init and what it imports; Debian's own python3 runs it, because parts of these are compiled for it. */
const packages = [
  "cloud-init",
  "python3-attr",
  "python3-configobj",
  "python3-jinja2",
  "python3-json-pointer",
  "python3-jsonpatch",
  "python3-jsonschema",
  "python3-markupsafe",
  "python3-netifaces",
  "python3-oauthlib",
  "python3-pyrsistent",
  "python3-requests",
  "python3-serial",
  "python3-six",
  "python3-urllib3",
  "python3-yaml",
  "python3-idna",
  "python3-certifi",
  "python3-chardet",
  "python3-charset-normalizer",
] as const;

/** Unpacks the real cloud-init, without installing it, and returns a function that reads customData with it. */
export async function realCloudInit(): Promise<(customData: readonly string[]) => readonly (readonly RealPart[])[]> {
  const cache = path.join(process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"), "azure-kdump", "debian");
  const root = await unpackDebianPackages(packages, cache);
  const script = path.join(repository, "tests/oracles/cloud-init.py");
  return (customData) => {
    const { status, stdout, stderr } = spawnSync("/usr/bin/python3", ["-I", script, root], {
      input: JSON.stringify(customData),
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    });
    if (status !== 0) throw new Error(`cloud-init's own code failed: ${stderr}`);
    return JSON.parse(stdout) as (readonly RealPart[])[];
  };
}
