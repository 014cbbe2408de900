import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { PackageDependency, PackageParameterization } from "@pulumi/pulumi/proto/plugin_pb";

/** The part of a package.json that matters here. `pulumi` is what an SDK says about the plugin behind it. */
interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: {
    readonly resource?: boolean;
    readonly name?: string;
    readonly version?: string;
    readonly server?: string;
    readonly parameterization?: { readonly name: string; readonly version: string; readonly value: string };
  };
}

/**
 * The plugins behind every SDK the program can import. The engine takes the default version of a provider from this
 * list, and treats one that is not installed as advice only, so an attached provider need not be left out.
 */
export function requiredPackages(folder: string): PackageDependency[] {
  const found = new Map<string, PackageDependency>();
  for (const modules of moduleFolders(folder)) {
    for (const name of packageNames(modules)) {
      const manifest = readManifest(path.join(modules, name));
      if (manifest?.pulumi?.resource === true && !found.has(name)) found.set(name, pluginOf(name, manifest));
    }
  }
  return [...found.values()];
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
}

/** What the program's package.json asks for, as installed; on request with what those need in turn. */
export function programDependencies(folder: string, transitive: boolean): Dependency[] {
  const found = new Map<string, Dependency>();
  const add = (from: string, wanted: Readonly<Record<string, string>>): void => {
    for (const [name, range] of Object.entries(wanted)) {
      const installed = installedPackage(from, name);
      const manifest = installed === undefined ? undefined : readManifest(installed);
      const dependency = { name, version: manifest?.version ?? range };
      const key = `${name}@${dependency.version}`;
      if (found.has(key)) continue;
      found.set(key, dependency);
      if (transitive && installed !== undefined) add(installed, manifest?.dependencies ?? {});
    }
  };
  const manifest = readManifest(folder);
  add(folder, { ...manifest?.dependencies, ...manifest?.devDependencies });
  return [...found.values()];
}

/** Whether everything the program's package.json asks for can be found from it; versions are npm's business. */
export function hasItsDependencies(folder: string): boolean {
  const manifest = readManifest(folder);
  const wanted = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies });
  return wanted.every((name) => installedPackage(folder, name) !== undefined);
}

function installedPackage(from: string, name: string): string | undefined {
  return moduleFolders(from)
    .map((modules) => path.join(modules, name))
    .find((folder) => existsSync(path.join(folder, "package.json")));
}

/** The `node_modules` folders that Node searches from here, nearest first. */
function moduleFolders(folder: string): string[] {
  const above = path.dirname(folder);
  return [path.join(folder, "node_modules"), ...(above === folder ? [] : moduleFolders(above))];
}

function packageNames(modules: string): string[] {
  if (!existsSync(modules)) return [];
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith(".")) return [];
    if (!name.startsWith("@")) return [name];
    return readdirSync(path.join(modules, name)).map((inScope) => `${name}/${inScope}`);
  });
}

function pluginOf(name: string, { version, pulumi }: PackageJson): PackageDependency {
  const plugin = new PackageDependency()
    .setKind("resource")
    .setName(pulumi?.name ?? name.replace(/^@pulumi\//, ""))
    .setVersion(pulumi?.version ?? version ?? "")
    .setServer(pulumi?.server ?? "");
  const parameters = pulumi?.parameterization;
  if (parameters === undefined) return plugin;
  return plugin.setParameterization(
    new PackageParameterization().setName(parameters.name).setVersion(parameters.version).setValue(parameters.value),
  );
}

/** Undefined where there is none, or none that can be read: a broken package must not keep others from running. */
function readManifest(folder: string): PackageJson | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as PackageJson;
  } catch {
    return undefined;
  }
}
