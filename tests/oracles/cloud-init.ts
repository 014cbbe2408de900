import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
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
  const root = await unpackDebianPackages(packages, cache);
  return (customData) => run("cloud-init.py", [root], customData) as (readonly RealPart[])[];
}

/** What the user-data path of a real cloud-init makes of a blob. */
export interface RealUserData {
  /** An exception ended it before there was a part. */
  readonly fatal?: true;
  readonly parts?: readonly { readonly type: string; readonly filename: string; readonly content: string }[];
  /** As modules see it; null where reading it is an error. */
  readonly config?: unknown;
}

/** The cloud-inits of Debian 11, 12 and 13, by version, over the Python libraries of the system's release. */
export async function realUserData(): Promise<
  ReadonlyMap<string, (customData: readonly string[]) => readonly RealUserData[]>
> {
  const libraries = await unpackDebianPackages(packages, cache);
  const roots = [libraries];
  for (const release of ["bullseye", "trixie"] as const) {
    roots.push(await unpackDebianPackages(["cloud-init"], cache, release));
  }
  return new Map(
    roots.map((root) => [
      versionOf(root),
      (customData) => run("user-data.py", [root, libraries], customData) as RealUserData[],
    ]),
  );
}

/** PyYAML's safe loader: what it makes of each text, null for one that it refuses. */
export async function realYaml(): Promise<
  (texts: readonly string[]) => readonly ({ readonly value: unknown } | null)[]
> {
  const root = await unpackDebianPackages(packages, cache);
  return (texts) => run("pyyaml.py", [root], texts) as ({ value: unknown } | null)[];
}

const cache = path.join(process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"), "azure-kdump", "debian");

function versionOf(root: string): string {
  const version = readFileSync(path.join(root, "usr/lib/python3/dist-packages/cloudinit/version.py"), "utf8");
  return /^__VERSION__ = "(.*)"$/m.exec(version)?.[1] ?? "";
}

function run(script: string, args: readonly string[], input: unknown): unknown {
  const file = path.join(repository, "tests/oracles", script);
  const { status, stdout, stderr } = spawnSync("/usr/bin/python3", ["-I", file, ...args], {
    input: JSON.stringify(input),
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}
