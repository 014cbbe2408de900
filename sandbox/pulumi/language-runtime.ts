import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { type sendUnaryData, type ServerWritableStream, status } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { cliVersion } from "./build";
import { startNode, startProgram } from "./children";
import { hasItsDependencies, programDependencies, requiredPackages } from "./program";
import { runtimeOptions, words } from "./runtime-options";

/** What the engine asks of a language host (proto/pulumi/language.proto), without code generation. */
type LanguageRuntime = Pick<
  ILanguageRuntimeServer,
  | "handshake"
  | "getPluginInfo"
  | "about"
  | "getRequiredPackages"
  | "getProgramDependencies"
  | "runtimeOptionsPrompts"
  | "installDependencies"
  | "run"
  | "runPlugin"
  | "cancel"
>;

export function languageRuntime(engine: string): LanguageRuntime {
  return {
    handshake: (_, reply) => reply(null, new language.LanguageHandshakeResponse()),
    getPluginInfo: (_, reply) => reply(null, new PluginInfo().setVersion(cliVersion)),
    about: (_, reply) =>
      reply(null, new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    getRequiredPackages: (call, reply) =>
      answer(reply, () => {
        const packages = requiredPackages(folderOf(call.request.getInfo()));
        return new language.GetRequiredPackagesResponse().setPackagesList(packages);
      }),
    getProgramDependencies: (call, reply) =>
      answer(reply, () => {
        const { request } = call;
        const found = programDependencies(folderOf(request.getInfo()), request.getTransitivedependencies());
        const list = found.map(({ name, version }) => new language.DependencyInfo().setName(name).setVersion(version));
        return new language.GetProgramDependenciesResponse().setDependenciesList(list);
      }),
    runtimeOptionsPrompts: (_, reply) => reply(null, new language.RuntimeOptionsResponse()),
    installDependencies,
    run: (call, reply) => run(engine, call, reply),
    runPlugin,
    cancel: (_, reply) => reply(null, new Empty()),
  };
}

/** `cmd/run` exits with this after it has shown the user what went wrong (@pulumi/pulumi/cmd/run/index.js). */
const alreadyExplained = 32;

const run = (
  engine: string,
  call: Parameters<LanguageRuntime["run"]>[0],
  reply: sendUnaryData<language.RunResponse>,
): void =>
  answer(reply, () => {
    const { request } = call;
    const info = request.getInfo();
    const options = runtimeOptions(info);
    const flags = {
      monitor: request.getMonitorAddress(),
      engine,
      organization: request.getOrganization(),
      project: request.getProject(),
      "root-directory": info?.getRootDirectory(),
      stack: request.getStack(),
      pwd: request.getPwd(),
      parallel: String(request.getParallel()),
    };
    const args = [
      ...words(options.nodeargs),
      moduleOf(folderOf(info), "@pulumi/pulumi/cmd/run"),
      ...Object.entries(flags).flatMap(([flag, value]) => (value ? [`--${flag}`, value] : [])),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() ?? request.getProgram(),
      ...request.getArgsList(),
    ];
    const env = {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      ...(options.typescript !== false && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
      ...(options.tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
    };
    const program = startNode(call, args, { cwd: request.getPwd(), env, stdio: ["ignore", "inherit", "inherit"] });
    program.on("error", (error) => reply({ code: status.INTERNAL, details: `cannot start Node: ${error.message}` }));
    program.on("close", (code, signal) => reply(null, runResponse(code, signal)));
    return undefined;
  });

function runResponse(code: number | null, signal: string | null): language.RunResponse {
  const response = new language.RunResponse();
  if (code === alreadyExplained) return response.setBail(true);
  if (signal !== null) return response.setError(`Program was ended by ${signal}`);
  return code === 0 ? response : response.setError(`Program exited with non-zero exit code: ${code}`);
}

/** A policy pack, or a provider or component written for Node. */
function runPlugin(call: ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>): void {
  const { request } = call;
  const folder = folderOf(request.getInfo());
  const isPack = request.getKind() === "analyzer";
  stream(call, {
    start: () => {
      const script = moduleOf(folder, `@pulumi/pulumi/cmd/${isPack ? "run-policy-pack" : "run-plugin"}`);
      const args = isPack ? [script, ...request.getArgsList(), folder] : [script, folder, ...request.getArgsList()];
      const given = Object.fromEntries(request.getEnvList().map(nameAndValue));
      const env = request.getEnvList().length > 0 ? given : process.env;
      // A pack finds its own package.json and its rules' files from its working folder.
      return startNode(call, args, { cwd: isPack ? folder : request.getPwd(), env, stdio: ["ignore", "pipe", "pipe"] });
    },
    stdout: (chunk) => new language.RunPluginResponse().setStdout(chunk),
    stderr: (chunk) => new language.RunPluginResponse().setStderr(chunk),
    end: (code) => {
      call.write(new language.RunPluginResponse().setExitcode(code));
      call.end();
    },
  });
}

function nameAndValue(entry: string): [string, string] {
  const name = entry.slice(0, entry.indexOf("="));
  return [name, entry.slice(name.length + 1)];
}

function installDependencies(
  call: ServerWritableStream<language.InstallDependenciesRequest, language.InstallDependenciesResponse>,
): void {
  const { request } = call;
  const folder = folderOf(request.getInfo()) || request.getDirectory();
  // The engine asks this of every component and pack it loads; npm in a workspace would work on the whole repository.
  if (hasItsDependencies(folder)) return void call.end();
  const client = runtimeOptions(request.getInfo()).packagemanager ?? "npm";
  const locked = client === "npm" && existsSync(path.join(folder, "package-lock.json"));
  const args = [locked ? "ci" : "install"];
  stream(call, {
    start: () => startProgram(call, client, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] }),
    stdout: (chunk) => new language.InstallDependenciesResponse().setStdout(chunk),
    stderr: (chunk) => new language.InstallDependenciesResponse().setStderr(chunk),
    end: (code) => {
      if (code === 0) call.end();
      else fail(call, `"${client} ${args.join(" ")}" in ${folder} exited with ${code}`);
    },
  });
}

interface StreamedProgram<Response> {
  start(): ChildProcess;
  stdout(chunk: Uint8Array): Response;
  stderr(chunk: Uint8Array): Response;
  end(exitCode: number): void;
}

function stream<Request, Response>(
  call: ServerWritableStream<Request, Response>,
  program: StreamedProgram<Response>,
): void {
  try {
    const child = program.start();
    child.stdout?.on("data", (chunk: Buffer) => call.write(program.stdout(chunk)));
    child.stderr?.on("data", (chunk: Buffer) => call.write(program.stderr(chunk)));
    child.on("error", (error) => fail(call, error.message));
    child.on("close", (code) => program.end(code ?? 1));
  } catch (error) {
    fail(call, (error as Error).message);
  }
}

function fail<Request, Response>(call: ServerWritableStream<Request, Response>, details: string): void {
  call.emit("error", { code: status.INTERNAL, details });
}

/** Replies with what `compute` returns, unless that is undefined: then it replies itself, later. */
function answer<Response>(reply: sendUnaryData<Response>, compute: () => Response | undefined): void {
  try {
    const response = compute();
    if (response !== undefined) reply(null, response);
  } catch (error) {
    reply({ code: status.INTERNAL, details: (error as Error).message });
  }
}

function folderOf(info: language.ProgramInfo | undefined): string {
  return info?.getProgramDirectory() ?? "";
}

/** The SDK the program itself uses, which need not be ours. */
function moduleOf(folder: string, module: string): string {
  try {
    return require.resolve(module, { paths: [folder] });
  } catch {
    throw new Error(`Cannot find module '${module}' from ${folder}: run "npm install" there`);
  }
}
