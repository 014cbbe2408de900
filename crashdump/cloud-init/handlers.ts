import { CloudConfig } from "./cloud-config";
import { typeOf } from "./first-line";
import { renderTemplate } from "./jinja";
import { contentType, type Message, textOf } from "./message";
import { filenameOf } from "./parameters";
import type { Reader } from "./reader";
import { cleanFilename, dosToUnix, hasLoneSurrogate, stripStart } from "./text";

/** One piece of user-data as cloud-init takes it. */
export interface Part {
  /** The MIME type that decides who handles it. */
  readonly type: string;
  readonly filename: string;
  /** Bytes that are no UTF-8 are lone surrogates, U+DC80 to U+DCFF. */
  readonly content: string;
  /** "part 2 of the customData", for messages. */
  readonly place: string;
}

/** The directories that scripts are run from, in the order in which the final stage comes to them. */
const scriptTypes = [
  "text/x-shellscript-per-once",
  "text/x-shellscript-per-boot",
  "text/x-shellscript-per-instance",
  "text/x-shellscript",
] as const;

type ScriptType = (typeof scriptTypes)[number];

/** Hands the parts to cloud-init's handlers, one after the other. */
export class Handlers {
  readonly parts: Part[] = [];
  readonly boothooks: Part[] = [];
  readonly config: CloudConfig;
  private readonly files = new Map<ScriptType, Map<string, Part>>();

  constructor(private readonly reader: Reader) {
    this.config = new CloudConfig(reader);
  }

  handle(message: Message): void {
    // Only a message inside a message/rfc822 can still be without one.
    const filename = filenameOf(message) || `part-${String(this.parts.length).padStart(3, "0")}`;
    const part: Part = { type: contentType(message), filename, content: textOf(message), place: message.place };
    this.parts.push(part);
    this.reader.guard(part.place, () => this.dispatch(part, message.headers));
  }

  /** In the order in which they run: a later file has taken the place of an earlier one of its name. */
  scripts(): readonly Part[] {
    return scriptTypes.flatMap((type) => {
      const files = [...(this.files.get(type) ?? [])];
      return files.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
    });
  }

  private dispatch(part: Part, headers: Message["headers"]): void {
    const { type, content, place } = part;
    if (type === "text/cloud-config") this.config.add(part, headers);
    else if (type === "text/cloud-config-jsonp") this.config.patch(part);
    else if (type === "text/cloud-boothook") this.boothook(part);
    else if (type === "text/jinja2") this.template(part, headers);
    else if (isScript(type, this.reader)) this.script(type, part);
    else if (type === "text/part-handler") {
      const reason = "it is Python code that may take any part after it for itself";
      this.reader.report({ place, reason, losesAll: false });
    } else if (content !== "" && !(type === "text/upstart-job" && this.reader.behaviour.upstartJobs)) {
      this.reader.drop(place, `no handler takes ${type}`);
    }
  }

  private script(type: ScriptType, part: Part): void {
    const file = this.file(part, dosToUnix(part.content));
    if (file === undefined) return;
    const files = this.files.get(type) ?? new Map<string, Part>();
    this.files.set(type, files.set(file.filename, { ...file, type }));
  }

  private boothook(part: Part): void {
    const content = dosToUnix(part.content).replace(/^#cloud-boothook/, "");
    const file = this.file(part, stripStart(content));
    if (file !== undefined) this.boothooks.push({ ...file, type: "text/cloud-boothook" });
  }

  /** What a part becomes on disk; undefined where it cannot be written. */
  private file(part: Part, content: string): Part | undefined {
    const filename = cleanFilename(part.filename);
    if (filename === undefined) this.reader.drop(part.place, "its file name has no character that cloud-init keeps");
    else if (hasLoneSurrogate(content) && !this.reader.behaviour.python2)
      this.reader.drop(part.place, "it is not UTF-8");
    else return { ...part, filename, content };
    return undefined;
  }

  private template(part: Part, headers: Message["headers"]): void {
    const { text, error, opaque } = renderTemplate(part.content, this.reader.behaviour);
    if (opaque !== undefined) this.reader.report({ place: part.place, reason: opaque, losesAll: false });
    else if (error !== undefined) this.reader.drop(part.place, error);
    else if (text !== "") this.rendered({ ...part, content: text }, headers);
  }

  private rendered(part: Part, headers: Message["headers"]): void {
    const { behaviour } = this.reader;
    const { content, place } = part;
    const type = typeOf(content, behaviour);
    // A JSON patch is read as YAML here, and dropped.
    if (type === "text/cloud-config" || type === "text/cloud-config-jsonp") this.config.add(part, headers);
    else if (type === "text/x-shellscript") this.script(type, part);
    else if (type === "text/cloud-boothook" && behaviour.jinjaBoothooks) this.boothook(part);
    else this.reader.drop(place, "what the template gives is not of a type that may come from one");
  }
}

function isScript(type: string, { behaviour }: Reader): type is ScriptType {
  return type === "text/x-shellscript" || (behaviour.frequencyScripts && scriptTypes.some((known) => known === type));
}
