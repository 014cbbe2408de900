/** What a unit file of systemd says, as far as it can be followed. */
export interface UnitFile {
  /** Words of each command that starting the service runs, in order; undefined where only systemd knows them. */
  readonly commands: readonly (readonly string[])[] | undefined;
  /** Units that it is ordered after, and before. */
  readonly after: readonly string[];
  readonly before: readonly string[];
  /** What enabling it hangs it on. */
  readonly wantedBy: readonly string[];
  /** Whether something else decides if it runs at all. */
  readonly conditional: boolean;
}

/** Reads a unit file and its drop-ins, in the order in which systemd does (systemd.syntax(7), systemd.service(5)). */
export function parseUnitFile(texts: readonly string[]): UnitFile {
  const settings = texts.flatMap(settingsIn);
  const all = (key: string) => sinceEmpty(settings.filter(([name]) => name === key).map(([, value]) => value));
  const names = (...keys: readonly string[]) => keys.flatMap((key) => all(key).flatMap((value) => value.split(/\s+/)));
  const lines = ["ExecStartPre", "ExecStart", "ExecStartPost"].flatMap(all);
  const commands = lines.map(commandWords);
  return {
    commands: commands.every((words) => words !== undefined) ? commands : undefined,
    after: names("After"),
    before: names("Before"),
    wantedBy: names("WantedBy", "RequiredBy"),
    conditional: settings.some(([name]) => /^(Condition|Assert)|^ExecCondition$|^User$|^RootDirectory$/.test(name)),
  };
}

/** Every value of one key, in order. */
export function parseUnitSettings(text: string, key: string): readonly string[] {
  return settingsIn(text).flatMap(([name, value]) => (name === key ? [value] : []));
}

type Setting = readonly [key: string, value: string];

function settingsIn(text: string): readonly Setting[] {
  const joined = text.replace(/^\s*[#;].*$/gm, "").replace(/\\\n/g, " ");
  return [...joined.matchAll(/^\s*([A-Za-z]+)\s*=[ \t]*(.*?)[ \t]*$/gm)].map(([, key = "", value = ""]) => [
    key,
    value,
  ]);
}

/** An empty assignment takes back the ones before it. */
function sinceEmpty(values: readonly string[]): readonly string[] {
  return values.slice(values.lastIndexOf("") + 1);
}

/** Quotes as in a shell; `$$` and `%%` stand for themselves, and any other variable or specifier is systemd's. */
function commandWords(line: string): readonly string[] | undefined {
  const command = line.replace(/^[-:+!|]+/, "").trim();
  if (/[$%\\]/.test(command.replace(/\$\$|%%/g, "")) || command.startsWith("@")) return undefined;
  const words: string[] = [];
  const word = /\s*(?:"([^"]*)"|'([^']*)'|([^\s"';]+))(?=\s|$)/y;
  while (word.lastIndex < command.length) {
    const match = word.exec(command);
    if (match === null) return undefined;
    const text = match[1] ?? match[2] ?? match[3] ?? "";
    words.push(text.replaceAll("$$", "$").replaceAll("%%", "%"));
  }
  return words;
}
