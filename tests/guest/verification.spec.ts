import { deepStrictEqual, match, notStrictEqual, ok, rejects, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import type { CrashDrill, CrashDumpConfiguration } from "azure-kdump";
import { instanceCheckScript } from "azure-kdump-core";
import type { Captured } from "azure-kdump-sandbox/bin/child";
import { generation1 } from "azure-kdump-sandbox/bin/guest/drill/cases";
import { type Proof, updateTo, withDeployed } from "azure-kdump-sandbox/bin/guest/drill/deployment";
import { type Guest, run } from "azure-kdump-sandbox/bin/guest/drill/guest";
import { says } from "azure-kdump-sandbox/bin/guest/machine/history";
import type { SandboxStack } from "azure-kdump-sandbox/bin/stack";

/** One VM for all of them, each with what the one before has left. */
describe("a HardenedVm on a guest", function () {
  this.timeout("30m");
  let guest: Guest;
  let stack: SandboxStack;
  let finish = (): void => {};
  let deployment: Promise<number>;

  before((done) => {
    deployment = withDeployed("debian-12", generation1, (deployed, on) => {
      [guest, stack] = [deployed, on];
      done();
      return new Promise((resolve) => {
        finish = () => resolve(0);
      });
    });
    deployment.catch(done);
  });
  after(async () => {
    finish();
    strictEqual(await deployment, 0);
  });

  const bySsh = (proof: Partial<Proof> = {}): Proof => ({
    verification: "ssh",
    sshPrivateKeyFile: stack.paths.sshKey,
    ...proof,
  });
  const byRunCommand = (proof: Partial<Proof>): Proof => ({ verification: "runCommand", ...proof });

  async function proves(proof: Proof): Promise<void> {
    const { code, stdout, stderr } = await stack.query(updateTo(proof));
    strictEqual(code, 0, stdout + stderr);
  }

  async function fails(proof: Proof): Promise<string> {
    const { code, stdout, stderr }: Captured = await stack.query(updateTo(proof));
    notStrictEqual(code, 0, stdout);
    ok(guest.machine.isRunning, "the VM was not kept");
    return stdout + stderr;
  }

  /** Has a drill crash the VM, kills Pulumi before it is back, and has another update prove the one crash. */
  async function crashesOnce(drill: Proof & { readonly drill: string }): Promise<void> {
    const from = guest.machine.history.read().length;
    const killed = stack.query(updateTo(drill));
    ok((await guest.machine.history.find(isPanic, from, Date.now() + 300_000)) !== undefined, "it did not crash");
    process.kill(pulumiProcess(), "SIGKILL");
    notStrictEqual((await killed).code, 0);
    strictEqual((await stack.query(["cancel", "--yes"])).code, 0);
    for (const verificationToken of ["", "once more"]) await proves({ ...drill, verificationToken });
    const { token, path, bytes, seconds } = await output<CrashDrill>("drill");
    strictEqual(token, drill.drill);
    match(path, /^\/var\/crash\/\d+\/dump\.\d+$/);
    ok(bytes > 1_000_000 && seconds > 0, `${bytes} bytes, ${seconds} s`);
    strictEqual(guest.machine.history.read().slice(from).filter(isPanic).length, 1);
  }

  async function output<T>(name: string): Promise<T> {
    return JSON.parse((await stack.query(["stack", "output", name, "--json"])).stdout) as T;
  }

  it("is deployed when it has proved by SSH, which answers late, that it is armed", async () => {
    await proves(bySsh());
    const { armed, crashKernelMiB, panicTimeoutSeconds } = await output<CrashDumpConfiguration>("crashDump");
    deepStrictEqual(
      { armed, crashKernelMiB, panicTimeoutSeconds },
      { armed: true, crashKernelMiB: 192, panicTimeoutSeconds: 5 },
    );
  });

  it("passes the check of a scale set's instance, and fails it without a capture kernel", async () => {
    await run(guest, "pass the check", instanceCheckScript(60));
    await run(guest, "unload the capture kernel", "kdump-config unload");
    await rejects(run(guest, "fail the check", instanceCheckScript(60)), /no capture kernel is loaded/);
    await run(guest, "load the capture kernel", "kdump-config load");
  });

  const once = "is crashed once for a token, although Pulumi is killed between the crash and the return";
  it(`${once}, by SSH`, () => crashesOnce({ ...bySsh(), drill: "by-ssh" }));

  it("is refused once its host key is another", async () => {
    const another = `cp -a /etc/ssh /etc/ssh.kept
rm /etc/ssh/ssh_host_*
ssh-keygen -q -A
systemctl restart ssh`;
    await run(guest, "have another host key", another);
    const said = await fails(bySsh({ verificationToken: "another key", verificationSeconds: 60 }));
    match(said, /host key|key mismatch/i);
    await run(guest, "have its host key back", "cp -a /etc/ssh.kept/. /etc/ssh/; systemctl restart ssh");
  });

  it("that is not armed fails with what was found and what to do, and passes once it is mended", async () => {
    await run(guest, "unload the capture kernel", "kdump-config unload");
    const unarmed = byRunCommand({ verificationToken: "unarmed", verificationSeconds: 60 });
    const said = await fails(unarmed);
    match(said, /crashing-verification: the guest is not-hardened:\s+capture kernel: .*; to mend it: /);
    await run(guest, "load the capture kernel", "kdump-config load");
    await proves(unarmed);
  });

  it("whose check never ends fails when its time is up, and says so", async () => {
    const endless = "cd /run/cloud-init; mv result.json kept.json; mkfifo result.json";
    await run(guest, "have the check wait for ever", endless);
    const said = await fails(byRunCommand({ verificationToken: "endless", verificationSeconds: 60 }));
    match(said, /crashing-verification: it had not ended when its time was up, and was killed/);
    await run(guest, "have it end again", "cd /run/cloud-init; mv kept.json result.json");
  });

  it(`${once}, by run command`, () => crashesOnce({ ...byRunCommand({}), drill: "by-run-command" }));
});

const isPanic = says(/Kernel panic - not syncing/);

/** The process id of this process's own `pulumi`. */
function pulumiProcess(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").map(Number);
  const pulumi = children.find((pid) => /\bpulumi\0up\0/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8")));
  ok(pulumi !== undefined, "pulumi does not run");
  return pulumi;
}
