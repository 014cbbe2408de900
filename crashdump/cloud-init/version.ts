/** How one version of cloud-init, on its Python, differs from the others. */
export interface Behaviour {
  /** Python 2 hands parts on as bytes: ASCII white space, and archive entries of bytes. */
  readonly python2: boolean;
  /** PyYAML 3: no character beyond U+FFFF, no colon in a plain scalar inside braces. */
  readonly oldYaml: boolean;
  /** One gzip part or include that cannot be read discards everything (ERROR_ON_USER_DATA_FAILURE). */
  readonly failureLosesAll: boolean;
  /** The first line of a part typed text/x-shellscript is looked at. */
  readonly sniffsScripts: boolean;
  readonly upstartJobs: boolean;
  /** text/x-shellscript-per-boot, -per-instance and -per-once are run. */
  readonly frequencyScripts: boolean;
  /** The merged cloud-config is written with the safe dumper; the unsafe one writes tuples that cannot be read again. */
  readonly dumpsSafely: boolean;
  /** The tag !!python/unicode is taken. */
  readonly unicodeTag: boolean;
  /** A part typed text/jinja2 without a template's first line goes through the older templates with $names. */
  readonly basicTemplates: boolean;
  /** write_files knows `defer`, and runcmd skips an item that is null. */
  readonly defersWrites: boolean;
  /** `packages` takes a list for each package manager: {apt: […], snap: […]}. */
  readonly packagesByManager: boolean;
  /** A boothook may be rendered from a Jinja template. */
  readonly jinjaBoothooks: boolean;
}

/**
 * The behaviour of a cloud-init version such as "22.4.2". A suffix names a Python whose PyYAML is the old one:
 * "19.4-py2.7" as on EL 7, "23.4.4-py3.6" as on EL 8.
 */
export function behaviourOf(cloudInit: string): Behaviour {
  const behaviour = known.get(cloudInit) ?? behaviourSince(cloudInit);
  known.set(cloudInit, behaviour);
  return behaviour;
}

const known = new Map<string, Behaviour>();

function behaviourSince(cloudInit: string): Behaviour {
  const [release = "", python = ""] = cloudInit.split("-py");
  const [year = 0, quarter = 0] = release.split(".").map((number) => Number.parseInt(number, 10) || 0);
  const since = (firstYear: number, firstQuarter: number) =>
    year > firstYear || (year === firstYear && quarter >= firstQuarter);
  return {
    python2: python.startsWith("2"),
    oldYaml: python.startsWith("2") || python === "3.6",
    failureLosesAll: since(20, 3),
    sniffsScripts: since(20, 3),
    upstartJobs: !since(22, 2),
    frequencyScripts: since(22, 1),
    dumpsSafely: since(22, 2),
    unicodeTag: !since(24, 1),
    basicTemplates: !since(22, 4),
    defersWrites: since(21, 4),
    packagesByManager: since(23, 4),
    jinjaBoothooks: since(24, 4),
  };
}

/** Whether cloud-init on Azure takes the VM's userData where there is no customData: since 21.2. */
export function takesUserData(cloudInit: string): boolean {
  const [year = 0, quarter = 0] = cloudInit.split(".").map((number) => Number.parseInt(number, 10) || 0);
  return year > 21 || (year === 21 && quarter >= 2);
}
