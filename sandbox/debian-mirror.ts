import { capture } from "./child";

/** Where Debian's packages are downloaded from: the mirror that the system uses, where it is a Debian. */
export async function debianMirror(): Promise<string> {
  return (await systemSources()).find(({ part }) => part === "")?.uri ?? "http://deb.debian.org/debian";
}

/**
 * Lines of sources.list for any release of Debian, from the same mirrors as the system's own.
 *
 * @param parts What follows the release's name in the names of its parts: "" for itself, "-updates", "-security". Those
 *   that the system has no mirror of are left out.
 */
export async function debianSources(release: string, parts: readonly string[]): Promise<readonly string[]> {
  const sources = await systemSources();
  const known = sources.some(({ part }) => part === "") ? sources : [{ part: "", uri: await debianMirror() }];
  return known.filter(({ part }) => parts.includes(part)).map(({ part, uri }) => `deb ${uri} ${release}${part} main`);
}

interface Source {
  readonly part: string;
  readonly uri: string;
}

async function systemSources(): Promise<readonly Source[]> {
  const { stdout } = await capture("apt-get", ["indextargets", "--format", "$(ORIGIN) $(RELEASE) $(REPO_URI)"]);
  const found = [...new Set(stdout.split("\n"))].map((line) => /^Debian [a-z]+(-updates|-security|) (\S+)$/.exec(line));
  return found.filter((match) => match !== null).map(([, part = "", uri = ""]) => ({ part, uri }));
}
